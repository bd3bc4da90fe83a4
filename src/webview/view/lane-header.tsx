import { useComputed } from '@preact/signals';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { StoreHoldings } from '../../projections/holdings';
import { laneStates } from '../../projections/lane-states';
import type { Geometry } from '../diagram/geometry';
import { useDesk } from './context';
import { Icon } from './icons';
import { conditionOf, type Condition } from './lane-condition';
import { t } from '../host/words';

/** Who takes part, above their lanes, in sight while the diagram scrolls under them. */
export function LaneHeader({ geometry }: { geometry: Geometry }): JSX.Element {
  const { panel, faults } = useDesk();
  const list = useRef<HTMLUListElement>(null);
  const states = useComputed(
    () => new Map(laneStates(panel.explained.value.trace).map((each) => [each.actor.id, each])),
  );
  const stores = new Map<string, StoreHoldings>(panel.held.value.stores.map((each) => [each.actor.id, each]));
  const close = geometry.spacing < 130 ? '' : undefined;
  const width = Math.min(geometry.spacing - 8, 2 * geometry.halfCard);
  const dragged = faults?.dragged.value ?? null;

  const move = (event: KeyboardEvent): void => {
    const lanes = [...(list.current?.querySelectorAll<HTMLElement>('button.lane') ?? [])];
    const at = lanes.indexOf(event.target as HTMLElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: lanes.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    // The arrows belong to the lanes here, not to time.
    event.stopPropagation();
    event.preventDefault();
    lanes[Math.min(Math.max(to, 0), lanes.length - 1)]?.focus();
  };
  return (
    <ul class="lanes" aria-label={t('Participants')} data-close={close} ref={list} onKeyDown={move}>
      {geometry.actors.map((actor, index) => {
        const condition = conditionOf(actor, states.value.get(actor.id), stores.get(actor.id), close !== undefined);
        const Card = faults ? 'button' : 'div';
        return (
          <li
            key={actor.id}
            class="lane-place"
            style={{ left: `${String((geometry.lanes[index] ?? 0) - width / 2)}px`, width: `${String(width)}px` }}
          >
            <Card
              class="lane"
              data-role={actor.role}
              data-state={condition?.kind}
              data-actor={actor.id}
              data-testid={`lane-${actor.id}`}
              data-takes={dragged?.target === actor.role ? '' : undefined}
              title={[actor.label, condition?.full].filter(Boolean).join(': ')}
              {...(faults && {
                type: 'button',
                'aria-haspopup': 'menu',
                tabIndex: index === 0 ? 0 : -1,
              })}
            >
              <span class="lane-name">
                <Icon name={actor.role} size={close === undefined ? 18 : 14} />
                <span class="lane-label" dir="auto">
                  {actor.label}
                </span>
              </span>
              {condition && <ConditionLine condition={condition} />}
              {condition && condition.full !== condition.words && <span class="sr-only">, {condition.full}</span>}
              {condition && condition.failures > 0 && (
                <span class="lane-badge" aria-hidden="true">
                  <Icon name="failure" size={12} />
                  {condition.failures > 1 && condition.failures}
                </span>
              )}
            </Card>
          </li>
        );
      })}
    </ul>
  );
}

function ConditionLine({ condition: { mark, words } }: { condition: Condition }): JSX.Element | null {
  if (words === '') return null;
  return (
    <span class="lane-state">
      {mark === 'dot' ? <span class="dot" aria-hidden="true" /> : <Icon name={mark} size={12} />}
      <span class="lane-words">{words}</span>
    </span>
  );
}
