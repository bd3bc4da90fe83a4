import type { JSX } from 'preact';
import type { Actor } from '../../model';
import type { Holdings } from '../../projections/holdings';
import type { Geometry } from '../diagram/geometry';
import { useDesk } from './context';
import { Icon } from './icons';

/** Who takes part, above their lanes, in sight while the diagram scrolls under them. */
export function LaneHeader({ geometry }: { geometry: Geometry }): JSX.Element {
  const held = useDesk().panel.held.value;
  const close = geometry.spacing < 104 ? 'very' : geometry.spacing < 130 ? '' : undefined;
  const width = Math.min(geometry.spacing - 8, 2 * geometry.halfCard);
  return (
    <ul class="lanes" aria-label="Participants" data-close={close}>
      {geometry.actors.map((actor, index) => {
        const state = stateOf(actor, held, close !== undefined);
        return (
          <li
            key={actor.id}
            class="lane"
            data-role={actor.role}
            data-state={state?.kind}
            style={{ left: `${String((geometry.lanes[index] ?? 0) - width / 2)}px`, width: `${String(width)}px` }}
          >
            <span class="lane-name" title={actor.label}>
              <Icon name={actor.role} size={close === undefined ? 18 : 14} />
              <span class="lane-label" dir="auto">
                {actor.label}
              </span>
            </span>
            {state && (
              <span class="lane-state">
                <span class="dot" aria-hidden="true" />
                {state.words}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

interface State {
  readonly kind: 'up' | 'down' | 'unborn';
  readonly words: string;
}

/** What there is to say of a process; browsers and people have none. */
function stateOf(actor: Actor, held: Holdings, brief: boolean): State | null {
  const server = held.servers.find((each) => each.actor.id === actor.id);
  if (server) {
    if (server.up)
      return {
        kind: 'up',
        words: server.boot > 1 ? `${brief ? '' : 'running, '}boot ${String(server.boot)}` : 'running',
      };
    return server.boot === 0 ? { kind: 'unborn', words: 'not started' } : { kind: 'down', words: 'not running' };
  }
  const store = held.stores.find((each) => each.actor.id === actor.id);
  if (store)
    return {
      kind: 'up',
      words: store.durable === true ? 'durable' : store.durable === false ? 'in memory' : 'not open',
    };
  return null;
}
