import type { JSX } from 'preact';
import { EVENT_KINDS, type EventKind } from '../../model';
import { breakpointKey, REFUSALS, type Breakpoint } from '../../model/breakpoints';
import { indexOfSeq } from '../panel/prefix';
import type { Panel } from '../panel/panel';
import { useDesk } from './context';
import { Icon } from './icons';
import { Popover } from './popover';
import { t } from '../host/words';

/** The kinds that learners wait for most, in the order of a request's way. */
const FIRST: readonly EventKind[] = [
  'fault.fired',
  'request.sent',
  'password.checked',
  'store.asked',
  'store.answered',
  'token.signed',
  'token.verified',
  'role.checked',
  'response.started',
  'response.lost',
  'cookie.stored',
];

const OTHERS = (Object.keys(EVENT_KINDS) as EventKind[]).filter(
  (kind) => !EVENT_KINDS[kind].quiet && !FIRST.includes(kind) && !REFUSALS.includes(kind),
);

/** Where runs hold by themselves: at a message, or at every event of a kind. */
export function BreakpointsMenu(): JSX.Element {
  const { panel } = useDesk();
  const count = panel.breakpoints.value.length;
  return (
    <Popover
      id="breakpoints"
      icon="breakpoint"
      label={t('Breakpoints')}
      words={count === 0 ? 'none' : String(count)}
      keys="K"
      short
    >
      {() => <BreakpointsForm />}
    </Popover>
  );
}

function BreakpointsForm(): JSX.Element {
  const { panel, steering } = useDesk();
  const breakpoints = panel.breakpoints.value;
  const has = (kind: EventKind): boolean => breakpoints.some((each) => each.kind === kind && each.nth === undefined);
  const own = breakpoints.filter(({ nth }) => nth !== undefined);
  const refusals = REFUSALS.every(has);
  const toggleRefusals = (): void => {
    const rest = breakpoints.filter(({ kind, nth }) => nth !== undefined || !REFUSALS.includes(kind));
    steering.setBreakpoints(refusals ? rest : [...rest, ...REFUSALS.map((kind) => ({ kind }))]);
  };
  return (
    <>
      <h2 class="popover-title">{t('Hold the run by itself')}</h2>
      <p class="popover-words">{t('At the gate of such an event: the server waits there until you go on.')}</p>
      {own.length > 0 && (
        <ul class="own-breakpoints" aria-label={t('Breakpoints on messages')}>
          {own.map((each) => (
            <li key={breakpointKey(each)}>
              <Icon name="breakpoint" size={12} />
              <span dir="auto">{wordsOf(panel, each)}</span>
              <button
                type="button"
                class="small-action"
                aria-label={t('Remove the breakpoint: {0}', wordsOf(panel, each))}
                onClick={() => steering.setBreakpoints(breakpoints.filter((one) => one !== each))}
              >
                <Icon name="close" size={12} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <div class="kinds" role="group" aria-label={t('Breakpoints on kinds of events')} tabIndex={0}>
        <label>
          <input type="checkbox" checked={refusals} data-testid="break-refusals" onChange={toggleRefusals} />
          {t('anything is refused')}
        </label>
        {[...FIRST, ...REFUSALS, ...OTHERS].map((kind) => (
          <label key={kind}>
            <input
              type="checkbox"
              checked={has(kind)}
              data-testid={`break-${kind}`}
              onChange={() => steering.toggleKind(kind)}
            />
            {t(EVENT_KINDS[kind].means)}
          </label>
        ))}
      </div>
      <button
        type="button"
        class="button secondary"
        data-testid="remove-breakpoints"
        aria-disabled={breakpoints.length === 0}
        onClick={() => {
          if (breakpoints.length > 0) steering.setBreakpoints([]);
        }}
      >
        {t('Remove All')}
      </button>
    </>
  );
}

/** `12. 200 OK`, or which event of its kind it is where this run has not come so far. */
function wordsOf(panel: Panel, { kind, nth = 1 }: Breakpoint): string {
  const event = panel.events.value.filter((each) => each.kind === kind)[nth - 1];
  const at = event && indexOfSeq(panel.events.value, event.seq) >= 0 ? event.seq : null;
  const index = panel.stops.value.findIndex(({ item }) => item.seq === at);
  const item = panel.stops.value[index]?.item;
  return item ? `${String(index + 1)}. ${item.label}` : t('{0}, number {1}', t(EVENT_KINDS[kind].means), nth);
}
