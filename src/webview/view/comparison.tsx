import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { RunPair } from '../../model/run-pair';
import { namesOf, type PairNames } from '../compare/pair';
import { CountedRows, MeasuredRows } from '../compare/score-rows';
import { t, told } from '../host/words';
import { Branches, type Outcome, type OutcomePair } from '../panel/branches';
import type { Mark } from '../panel/mark';
import type { Panel } from '../panel/panel';
import { Steering } from '../panel/steering';
import { DeskContext, useDesk, type Desk } from './context';
import { DiagramView } from './diagram-view';
import { Icon, ToneMark, TONE_WORDS } from './icons';

/** Two branches of a run: what came of each on top, both diagrams under it, moved through together. */
export function ComparisonView(): JSX.Element {
  const { panel } = useDesk();
  const branches = useMemo(() => new Branches(panel), []);
  const root = useRef<HTMLElement>(null);
  useEffect(() => {
    root.current?.focus();
    return () => branches.dispose();
  }, []);

  const close = (): void => {
    panel.comparing.value = false;
    // What leads here is drawn again first.
    requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-testid="compare"]')?.focus());
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    event.stopPropagation();
    const ranging = event.target instanceof HTMLInputElement;
    const act = {
      ArrowRight: () => branches.moveBy(1),
      ArrowLeft: () => branches.moveBy(-1),
      Home: () => branches.moveTo(0),
      End: () => branches.moveTo(-1),
      Escape: close,
    }[event.key];
    if (!act || (ranging && event.key !== 'Escape')) return;
    event.preventDefault();
    act();
  };
  const rows = branches.rows.value;
  const at = branches.position.value;
  const branch = panel.branch.value;
  const names = namesOf(branch);
  return (
    <main
      class="comparison"
      aria-label={t('Branches compared')}
      data-testid="comparison"
      tabIndex={-1}
      ref={root}
      onKeyDown={onKeyDown}
    >
      <div class="comparison-head">
        <h1>{names.heading}</h1>
        <p class="comparison-words" data-testid="counts">
          {inWords(branches, names)}
        </p>
        <button type="button" class="button" data-testid="close-comparison" onClick={close}>
          {t('Back to the Run')}
        </button>
      </div>
      <Outcomes branches={branches} names={names} pair={branch?.pair} />
      <div class="comparison-time" role="toolbar" aria-label={t('Time in both branches')}>
        <Move icon="first" label={t('First message')} disabled={at <= 0} onClick={() => branches.moveTo(0)} />
        <Move icon="back" label={t('Back in both')} disabled={at <= 0} onClick={() => branches.moveBy(-1)} />
        <Move icon="step" label={t('On in both')} disabled={at >= rows.length - 1} onClick={() => branches.moveBy(1)} />
        <Move
          icon="last"
          label={t('Last message')}
          disabled={at >= rows.length - 1}
          onClick={() => branches.moveTo(-1)}
        />
        <input
          type="range"
          min={0}
          max={Math.max(rows.length - 1, 0)}
          value={Math.max(at, 0)}
          aria-label={t('Time in both branches')}
          aria-valuetext={t('{0} of {1}', at + 1, rows.length)}
          onInput={({ currentTarget }) => branches.moveTo(Number(currentTarget.value))}
        />
        <output class="position">
          {Math.max(at + 1, 0)} / {rows.length}
        </output>
      </div>
      <div class="comparison-sides">
        <Side title={names.first} panel={branches.first} />
        <Side title={names.second} panel={branches.second} />
      </div>
    </main>
  );
}

function Move({
  icon,
  label,
  disabled,
  onClick,
}: {
  icon: 'first' | 'back' | 'step' | 'last';
  label: string;
  disabled: boolean;
  onClick: () => void;
}): JSX.Element {
  return (
    <button
      type="button"
      class="tool"
      data-testid={`both-${icon}`}
      aria-label={label}
      title={label}
      aria-disabled={disabled}
      onClick={() => {
        if (!disabled) onClick();
      }}
    >
      <Icon name={icon} />
    </button>
  );
}

function Side({ title, panel }: { title: string; panel: Panel }): JSX.Element {
  const { drafting } = useDesk();
  const desk = useMemo<Desk>(
    () => ({ panel, steering: new Steering(panel, () => undefined), drafting, faults: null, side: title }),
    [],
  );
  const { stop, trace } = panel.explained.value;
  const mark = stop && panel.marks.value?.get(stop.item.seq);
  return (
    <div class="side" role="group" aria-label={title}>
      <h2 class="side-title">{title}</h2>
      <DeskContext.Provider value={desk}>
        <DiagramView />
      </DeskContext.Provider>
      <p class="caption" role="status" data-mark={mark} dir="auto">
        {stop ? told(panel.narrator.sentence(trace, stop.item.seq)) : t('Nothing has happened yet.')}
      </p>
    </div>
  );
}

/** "The first 32 messages are the same. Then 4 differ, and 3 are in one of them alone." */
function inWords(branches: Branches, { isTwoRuns }: PairNames): string {
  const rows = branches.rows.value;
  // Two runs begin apart, so what both have comes in between.
  if (isTwoRuns) return t('Of {0} places, {1} are alike in both.', rows.length, rows.filter(isAlike).length);
  const of = (mark: Mark): number => rows.filter((row) => row.mark === mark).length;
  const [common, differ, only] = [of('common'), of('differs'), of('only')];
  if (differ + only === 0) return t('No difference so far.');
  const parts = [
    ...(differ === 0 ? [] : [differ === 1 ? t('{0} differs', differ) : t('{0} differ', differ)]),
    ...(only === 0
      ? []
      : [only === 1 ? t('{0} is in one of them alone', only) : t('{0} are in one of them alone', only)]),
  ];
  const then = parts.reduce((before, next) => t('{0}, and {1}', before, next));
  return t('The first {0} messages are the same. Then {1}.', common, then);
}

function isAlike({ mark }: { readonly mark: Mark }): boolean {
  return mark === 'same' || mark === 'common';
}

function Outcomes({
  branches,
  names,
  pair,
}: {
  branches: Branches;
  names: PairNames;
  pair: RunPair | undefined;
}): JSX.Element | null {
  const [acts, ends] = [branches.acts.value, branches.ends.value];
  if (acts.length + ends.length === 0 && !names.isTwoRuns) {
    const parted = branches.rows.value.some(({ mark }) => mark === 'differs' || mark === 'only');
    return parted ? <p class="no-outcomes">{t('Whoever asked got the same answers in both.')}</p> : null;
  }
  return (
    <div
      class="outcomes"
      data-pair={names.isTwoRuns ? '' : undefined}
      tabIndex={0}
      role="region"
      aria-label={t('What came of it')}
      data-testid="outcomes"
    >
      {names.isTwoRuns && (
        <OutcomeTable title={t('Counted so far')} names={names}>
          <CountedRows branches={branches} />
        </OutcomeTable>
      )}
      {pair !== undefined && (pair.measuring || pair.measured !== null) && (
        <OutcomeTable title={t('Measured beside them')} names={names}>
          <MeasuredRows pair={pair} />
        </OutcomeTable>
      )}
      {acts.length + ends.length > 0 && (
        <OutcomeTable title={t('What came of it')} names={names}>
          <OutcomeRows pairs={acts} />
          <OutcomeRows pairs={ends} title={t('At the end')} />
        </OutcomeTable>
      )}
    </div>
  );
}

function OutcomeTable({
  title,
  names,
  children,
}: {
  title: string;
  names: PairNames;
  children: ComponentChildren;
}): JSX.Element {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{title}</th>
          <th scope="col">{names.first}</th>
          <th scope="col">{names.second}</th>
        </tr>
      </thead>
      {children}
    </table>
  );
}

function OutcomeRows({ pairs, title }: { pairs: readonly OutcomePair[]; title?: string }): JSX.Element | null {
  if (pairs.length === 0) return null;
  return (
    <tbody>
      {title !== undefined && (
        <tr class="outcome-head">
          <th scope="rowgroup" colSpan={3}>
            {title}
          </th>
        </tr>
      )}
      {pairs.map(({ title: what, first, second }, index) => (
        <tr key={index} data-differs={first?.label !== second?.label ? '' : undefined}>
          <th scope="row" dir="auto">
            {told(what)}
          </th>
          <td>
            <OutcomeView outcome={first} />
          </td>
          <td>
            <OutcomeView outcome={second} />
          </td>
        </tr>
      ))}
    </tbody>
  );
}

function OutcomeView({ outcome }: { outcome: Outcome | null }): JSX.Element {
  if (!outcome) return <span class="nothing">{t('not yet')}</span>;
  const { label, tone } = outcome;
  return (
    <span class="outcome" data-tone={tone} dir="auto">
      <ToneMark tone={tone} />
      {tone !== 'plain' && <span class="sr-only">{TONE_WORDS[tone]}: </span>}
      {told(label)}
    </span>
  );
}
