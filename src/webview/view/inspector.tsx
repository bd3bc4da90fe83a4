import { useComputed } from '@preact/signals';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { inspectEvent, type Group, type Inspection } from '../../projections/inspector';
import type { Pane } from '../host/kept-state';
import type { Stop } from '../panel/panel';
import { GroupView } from './blocks';
import { useDesk } from './context';
import { CopyBar } from './copy-bar';
import { HeldView } from './held-view';
import { Icon, TONE_WORDS, ToneMark } from './icons';
import { LinksView } from './links-view';
import { LogView } from './log-view';
import { t, told } from '../host/words';

const TITLES: Readonly<Record<Pane, string>> = {
  message: t('Message'),
  checks: t('Why'),
  code: t('Code'),
  raw: t('Raw'),
  log: t('Log'),
  held: t('Held'),
};

/** Everything about the selected message: what it means first, then what it consists of. */
export function Inspector({ withHeld }: { withHeld: boolean }): JSX.Element {
  const { panel } = useDesk();
  const inspection = useComputed(() => {
    const { stop, trace } = panel.explained.value;
    if (!stop) return null;
    return inspectEvent(trace, stop.item.seq, stop.item, (...about) => panel.narrator.sentence(...about));
  });
  const { stop } = panel.explained.value;
  const found = inspection.value;
  const panes: Pane[] = ['message', 'checks', 'code', 'raw', 'log', ...(withHeld ? (['held'] as const) : [])];
  const pane = panes.includes(panel.pane.value) ? panel.pane.value : 'message';
  return (
    <aside class="inspector" aria-label={t('Selected message')}>
      {stop && found ? (
        <>
          <Account stop={stop} inspection={found} />
          <Tabs panes={panes} pane={pane} inspection={found} />
          <div class="pane" role="tabpanel" id="pane" aria-labelledby={`tab-${pane}`} tabIndex={0} key={pane}>
            <PaneView pane={pane} inspection={found} />
          </div>
        </>
      ) : (
        <p class="nothing">{t('The first message will be explained here.')}</p>
      )}
    </aside>
  );
}

function Account({ stop, inspection }: { stop: Stop; inspection: Inspection }): JSX.Element {
  const { panel } = useDesk();
  const { item } = stop;
  const name = (id: string): string => panel.whole.value.actors.find((actor) => actor.id === id)?.label ?? id;
  const number = panel.stops.value.findIndex((each) => each.item.seq === item.seq) + 1;
  return (
    <div class="account">
      <p class="whereabouts">
        <span class="step-number">{number}</span>
        {item.type === 'note' ? (
          <span dir="auto">{item.over.map(name).join(', ')}</span>
        ) : (
          <>
            <span dir="auto">{name(item.from)}</span>
            {item.from !== item.to && (
              <>
                <span class="arrow-word" aria-label={t('to')}>
                  →
                </span>
                <span dir="auto">{name(item.to)}</span>
              </>
            )}
          </>
        )}
      </p>
      <h2 class="what" dir="auto">
        <span class="what-label">{told(inspection.title)}</span>
        <ToneMark tone={item.tone} />
        {item.tone !== 'plain' && (
          <span class="tone-word" data-tone={item.tone}>
            {TONE_WORDS[item.tone]}
          </span>
        )}
      </h2>
      <p class="sentence" data-testid="sentence" dir="auto">
        {told(inspection.sentence)}
      </p>
      <LinksView inspection={inspection} />
    </div>
  );
}

function Tabs({
  panes,
  pane,
  inspection,
}: {
  panes: readonly Pane[];
  pane: Pane;
  inspection: Inspection;
}): JSX.Element {
  const { steering } = useDesk();
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (by === 0) return;
    // The arrows belong to the tabs here, not to time.
    event.stopPropagation();
    event.preventDefault();
    const next = panes[(panes.indexOf(pane) + by + panes.length) % panes.length];
    if (next === undefined) return;
    steering.open(next);
    list.current?.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label={t('About this message')} ref={list} onKeyDown={move}>
      {panes.map((each) => (
        <button
          key={each}
          type="button"
          role="tab"
          id={`tab-${each}`}
          aria-selected={each === pane}
          aria-controls={each === pane ? 'pane' : undefined}
          tabIndex={each === pane ? 0 : -1}
          onClick={() => steering.open(each)}
        >
          {TITLES[each]}
          {each === 'checks' && checksOf(inspection).length > 0 && <span class="count">{countChecks(inspection)}</span>}
        </button>
      ))}
    </div>
  );
}

function PaneView({ pane, inspection }: { pane: Pane; inspection: Inspection }): JSX.Element {
  const { panel, steering } = useDesk();
  const { stop } = panel.explained.value;
  switch (pane) {
    case 'message': {
      const groups = messageGroups(inspection);
      return groups.length === 0 ? (
        <p class="nothing">{t('There is nothing more to this one than its sentence.')}</p>
      ) : (
        <>
          {stop && <CopyBar stop={stop} />}
          {groups.map((group) => (
            <GroupView key={group.id} group={group} open={opensByItself(group)} />
          ))}
        </>
      );
    }
    case 'checks': {
      const groups = checksOf(inspection);
      return groups.length === 0 ? (
        <p class="nothing">{t('Nothing was accepted or refused in this message.')}</p>
      ) : (
        <>
          {groups.map((group) => (
            <GroupView key={group.id} group={group} open />
          ))}
        </>
      );
    }
    case 'code':
      return inspection.source === null ? (
        <p class="nothing">{t('This happened outside of the server’s own code.')}</p>
      ) : (
        <>
          <p class="place">
            <Icon name="code" />
            <span>{t('{0}, line {1}', inspection.source.file, inspection.source.line)}</span>
          </p>
          <button
            type="button"
            class="button"
            data-testid="show-code"
            onClick={() => steering.showCode(inspection.seq)}
          >
            {t('Show Server Code')}
          </button>
          {inspection.groups
            .filter(({ id }) => id === 'source')
            .map((group) => (
              <GroupView key={group.id} group={group} open />
            ))}
        </>
      );
    case 'raw':
      return (
        <>
          {stop && <CopyBar stop={stop} />}
          {inspection.groups
            .filter(({ id }) => id === 'events')
            .map((group) => (
              <GroupView key={group.id} group={group} open />
            ))}
        </>
      );
    case 'log':
      return <LogView />;
    case 'held':
      return <HeldView />;
    default:
      return pane satisfies never;
  }
}

const isChecks = (group: Group): boolean => group.blocks.some(({ type }) => type === 'checks');

function checksOf({ groups }: Inspection): Group[] {
  return groups.filter(isChecks);
}

function countChecks(inspection: Inspection): number {
  return checksOf(inspection)
    .flatMap(({ blocks }) => blocks)
    .reduce((sum, block) => sum + (block.type === 'checks' ? block.checks.length : 0), 0);
}

function messageGroups({ groups }: Inspection): Group[] {
  return groups.filter((group) => !isChecks(group) && group.id !== 'source' && group.id !== 'events');
}

/** The other side's copy of the same message is there for those who want to compare. */
function opensByItself({ id }: Group): boolean {
  return !['received', 'arrived', 'route', 'sent', 'generated'].includes(id);
}
