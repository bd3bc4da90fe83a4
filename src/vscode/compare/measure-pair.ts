import { columns, truthRows, verdict, type Verdict } from '../../content/truth';
import type { Setup } from '../../model';
import { STORE_TITLES } from '../../model/setup-titles';
import { WAYS, type Way } from '../../model/charts-protocol';
import type { RunPair } from '../../model/run-pair';
import type { Played } from '../../process/play-through';

/** What happens to a user who is logged in, of all that the truth table knows: where the two ways go apart most. */
const INCIDENTS = ['app-restarted', 'second-node', 'secret-changed', 'role-changed', 'replay-after-logout'];

export interface Measuring {
  /** Plays one run; rejects when it could not be played. */
  readonly play: (scenario: string, setup: Setup) => Promise<Played>;
  /** Microseconds for each of these ways to find out who is asking. */
  readonly time: (ways: readonly Way[]) => Promise<ReadonlyMap<Way, number>>;
  /** So many of so many measurements are over. */
  readonly tell: (done: number, total: number) => void;
}

/** Measures what no single run shows: how long it takes to authorize, and what survives an incident. */
export async function measurePair(
  first: Setup,
  second: Setup,
  { play, time, tell }: Measuring,
): Promise<NonNullable<RunPair['measured']>> {
  const rows = INCIDENTS.flatMap((id) => truthRows.find((row) => row.id === id) ?? []);
  const incidents: NonNullable<RunPair['measured']>['incidents'] = [];
  for (const [index, row] of rows.entries()) {
    tell(index, rows.length + 1);
    const find = async (setup: Setup): Promise<Verdict | null> => {
      const column = columns.find((each) => each.setup.store === setup.store && each.setup.tokens === setup.tokens);
      if (!column || row.cannot[column.id] !== undefined) return null;
      const { trace, notes } = await play(row.scenario.id, { ...setup, ...row.setup });
      // A failure that could not strike leaves a run that shows nothing.
      return notes.length === 0 ? verdict(trace).verdict : null;
    };
    const [one, other] = await Promise.all([find(first), find(second)]);
    incidents.push({ title: row.scenario.title, first: one, second: other });
  }
  tell(rows.length, rows.length + 1);
  const [wayOfFirst, wayOfSecond] = [wayOf(first), wayOf(second)];
  const times = await time(WAYS.filter((way) => way === wayOfFirst || way === wayOfSecond));
  const found = (way: Way | undefined): number | null => (way === undefined ? null : (times.get(way) ?? null));
  return { authorize: { first: found(wayOfFirst), second: found(wayOfSecond) }, incidents };
}

/** How a server that is deployed so finds out who is asking. */
function wayOf({ store, tokens, algorithm }: Setup): Way | undefined {
  if (tokens !== undefined) return algorithm;
  return WAYS.find((way) => store !== undefined && way === STORE_TITLES[store].title);
}
