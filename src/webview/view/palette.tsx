import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { FaultCard } from '../../model';
import { useDesk, useFaultDesk } from './context';
import { FaultForm } from './fault-form';
import { Icon, type IconName } from './icons';
import type { FaultGroup } from '../panel/fault-desk';
import { t, told } from '../host/words';

const KIND_ICONS: Readonly<Record<FaultGroup['kind'], IconName>> = {
  network: 'network',
  node: 'server',
  store: 'store',
  session: 'session',
  cookie: 'cookie',
  token: 'token',
  keys: 'key',
  people: 'person',
  time: 'clock',
};

/** Everything that can go wrong, by kind: to be searched, unfolded, dragged onto the diagram. */
export function Palette(): JSX.Element {
  const { panel } = useDesk();
  const faultDesk = useFaultDesk();
  const box = useRef<HTMLElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const target = faultDesk.target.value;
  const groups = faultDesk.groups.value;
  const unfolded = faultDesk.unfolded.value;

  // Before the next key: who types at once types into it.
  useLayoutEffect(() => {
    const open = box.current?.querySelector<HTMLElement>('.fault-form');
    const first = open?.querySelector<HTMLElement>('input:not([disabled]), select, button');
    (first ?? search.current)?.focus();
    open?.closest('.fault')?.scrollIntoView({ block: 'nearest' });
  }, []);

  const close = (): void => {
    faultDesk.close();
    document.querySelector<HTMLElement>('[data-testid="inject"]')?.focus();
  };
  const heads = (): HTMLElement[] => [...(box.current?.querySelectorAll<HTMLElement>('.fault-head') ?? [])];
  const onKeyDown = (event: KeyboardEvent): void => {
    // The keys of the panel are for the diagram.
    event.stopPropagation();
    const { key, target: on } = event;
    if (key === 'Escape') {
      event.preventDefault();
      if (faultDesk.query.value !== '' && on === search.current) faultDesk.query.value = '';
      else close();
      return;
    }
    const all = heads();
    const at = all.indexOf(on as HTMLElement);
    if (on !== search.current && at < 0) return;
    if (key === 'Enter' && on === search.current) all[0]?.click();
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: at < 0 ? null : 0, End: at < 0 ? null : all.length - 1 }[
      key
    ];
    if (to === undefined || to === null) return;
    event.preventDefault();
    if (to < 0) search.current?.focus();
    else all[Math.min(to, all.length - 1)]?.focus();
  };

  const count = groups.reduce((sum, { faults }) => sum + faults.length, 0);
  return (
    <aside class="inspector palette" aria-label={t('Failures')} ref={box} onKeyDown={onKeyDown} data-testid="palette">
      <div class="palette-head">
        <div class="palette-title">
          <h2>{t('What should go wrong?')}</h2>
          <button type="button" class="tool" aria-label={t('Close')} title={t('Close (Escape)')} onClick={close}>
            <Icon name="close" />
          </button>
        </div>
        <input
          ref={search}
          type="search"
          class="search"
          placeholder={t('Search failures')}
          aria-label={t('Search failures')}
          data-testid="search-failures"
          value={faultDesk.query.value}
          onInput={({ currentTarget }) => (faultDesk.query.value = currentTarget.value)}
        />
        {target && (
          <p class="scope">
            <span dir="auto">
              {t('Only what can happen to:')}{' '}
              <strong>{target.type === 'actor' ? target.actor.label : target.item.label}</strong>
            </span>
            <button type="button" class="small-action" onClick={() => (faultDesk.target.value = null)}>
              {t('Show all')}
            </button>
          </p>
        )}
        <span class="sr-only" role="status">
          {count === 1 ? t('1 failure') : t('{0} failures', count)}
        </span>
      </div>
      <div class="palette-body">
        {groups.map((group) => (
          <section key={group.kind} aria-labelledby={`kind-${group.kind}`}>
            <h3 class="kind" id={`kind-${group.kind}`}>
              <Icon name={KIND_ICONS[group.kind]} size={14} />
              {t(group.title)}
            </h3>
            <ul>
              {group.faults.map((fault) => (
                <FaultRow key={fault.id} fault={fault} open={unfolded === fault.id} />
              ))}
            </ul>
          </section>
        ))}
        {groups.length === 0 && (
          <p class="nothing">
            {panel.faults.value.length === 0 ? t('No failures for this demo.') : t('No failure has such words.')}
          </p>
        )}
        {groups.length > 0 && unfolded === null && faultDesk.query.value === '' && (
          <p class="nothing drag-hint">{t('Or drag one onto an actor or a message of the diagram.')}</p>
        )}
      </div>
    </aside>
  );
}

function FaultRow({ fault, open }: { fault: FaultCard; open: boolean }): JSX.Element {
  const faultDesk = useFaultDesk();
  const why = faultDesk.reason(fault);
  const head = useRef<HTMLButtonElement>(null);
  return (
    <li class="fault" data-open={open ? '' : undefined} data-unavailable={why === null ? undefined : ''}>
      <button
        ref={head}
        type="button"
        class="fault-head"
        data-testid={`fault-${fault.id}`}
        aria-expanded={open}
        draggable
        onDragStart={({ dataTransfer }) => {
          dataTransfer?.setData('text/plain', t(fault.title));
          if (dataTransfer) dataTransfer.effectAllowed = 'copy';
          faultDesk.dragged.value = fault;
        }}
        onDragEnd={() => (faultDesk.dragged.value = null)}
        onClick={() => {
          const { unfolded } = faultDesk;
          unfolded.value = open ? null : fault.id;
        }}
      >
        <span class="fault-title" dir="auto">
          {t(fault.title)}
        </span>
        <span class="fault-words" dir="auto">
          {t(fault.teaches)}
        </span>
        {why !== null && (
          <span class="fault-why" dir="auto">
            <Icon name="skipped" size={12} />
            <span>{t('Not now: {0}', told(why))}</span>
          </span>
        )}
      </button>
      {open && (
        <FaultForm
          fault={fault}
          done={(struck) => {
            if (struck) {
              faultDesk.close();
              document.querySelector<HTMLElement>('[data-testid="inject"]')?.focus();
              return;
            }
            faultDesk.unfolded.value = null;
            head.current?.focus();
          }}
        />
      )}
    </li>
  );
}
