import type { Actor } from '../../model';
import type { StoreHoldings } from '../../projections/holdings';
import type { LaneState } from '../../projections/lane-states';
import { shortDuration } from '../../projections/words';
import { t, told } from '../host/words';

/** How it stands with an actor, for its card above the lane. */
export interface Condition {
  readonly kind: 'up' | 'down' | 'unborn' | 'hung' | 'odd' | 'idle';
  /** What stands before the words. */
  readonly mark: 'dot' | 'pause' | 'clock' | 'unlisted' | 'bad';
  /** As short as the card asks for. */
  readonly words: string;
  /** The whole of it, for a pointer that rests there and for those who listen. */
  readonly full: string;
  /** How many failures last on it. */
  readonly failures: number;
}

/** What there is to say of an actor; of browsers and people only what is wrong with them. @param brief for a narrow card */
export function conditionOf(
  actor: Actor,
  state: LaneState | undefined,
  store: StoreHoldings | undefined,
  brief: boolean,
): Condition | null {
  const failures = state?.failures ?? [];
  const wrong = failures.map(({ title }) => t(title));
  const said = describe(actor, state, store, brief);
  if (!said && wrong.length === 0) return null;
  const { kind, mark, words, more } = said ?? { kind: 'idle', mark: 'dot', words: '', more: [] };
  return { kind, mark, words, full: [...more, ...wrong].join(', '), failures: wrong.length };
}

type Said = Pick<Condition, 'kind' | 'mark' | 'words'> & { readonly more: readonly string[] };

function describe(
  { role }: Actor,
  state: LaneState | undefined,
  store: StoreHoldings | undefined,
  brief: boolean,
): Said | null {
  if (state && state.process !== 'none') return describeProcess(state, brief, role === 'store' ? store : undefined);
  if (store) {
    const words = kept(store);
    return { kind: 'up', mark: 'dot', words, more: [words] };
  }
  return null;
}

function describeProcess(
  { process, boot, skew, listed }: LaneState,
  brief: boolean,
  store: StoreHoldings | undefined,
): Said {
  const apart = told(shortDuration(Math.abs(skew)));
  const clock = skew === 0 ? [] : [skew > 0 ? t('clock {0} ahead', apart) : t('clock {0} behind', apart)];
  const list = listed === false ? [t('not on the load balancer’s list')] : [];
  switch (process) {
    case 'down':
      return {
        kind: 'down',
        mark: 'bad',
        words: brief ? t('down') : t('not running'),
        more: [t('not running'), ...clock, ...list],
      };
    case 'hung':
      return {
        kind: 'hung',
        mark: 'pause',
        words: brief ? t('hangs') : t('stands still'),
        more: [t('stands still'), ...clock, ...list],
      };
    case 'unborn':
      return { kind: 'unborn', mark: 'dot', words: t('not started'), more: [t('not started'), ...list] };
    case 'none':
    case 'up':
      break;
    default:
      process satisfies never;
  }
  const again = t('running, boot {0}', boot);
  const usual = store ? kept(store) : boot > 1 ? (brief ? t('boot {0}', boot) : again) : t('running');
  const more = [boot > 1 ? again : t('running'), ...clock, ...list];
  if (skew !== 0) {
    const by = `${skew > 0 ? '+' : '−'}${apart}`;
    return {
      kind: 'odd',
      mark: 'clock',
      words: brief ? by : t('clock {0}', by),
      more,
    };
  }
  if (list.length > 0) return { kind: 'odd', mark: 'unlisted', words: t('unlisted'), more };
  return { kind: 'up', mark: 'dot', words: usual, more };
}

function kept({ durable }: StoreHoldings): string {
  return durable === true ? t('durable') : durable === false ? t('in memory') : t('not open');
}
