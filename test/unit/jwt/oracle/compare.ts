import { explain, type Explanation } from '../../../../src/jwt';
import type { Case } from './cases';
import type { Difference } from './differences';

export interface Tally {
  readonly accepted: number;
  readonly rejected: number;
  readonly differences: Map<string, number>;
  readonly unexplained: string[];
}

/** Lets both sides judge every case and looks for the reason of every disagreement in the list. */
export async function compare(
  given: readonly Case[],
  differences: Difference[],
  judge: (given: Case) => boolean | Promise<boolean>,
  ourselves: (given: Case) => Explanation = ({ text, rules }) => explain(text, rules),
): Promise<Tally> {
  let accepted = 0;
  let rejected = 0;
  const seen = new Map<string, number>(differences.map(({ name }) => [name, 0]));
  const unexplained: string[] = [];
  for (const one of given) {
    const ours = ourselves(one);
    const weAccept = ours.verdict === 'accepted';
    const theyAccept = await judge(one);
    if (weAccept === theyAccept) {
      if (weAccept) accepted++;
      else rejected++;
      continue;
    }
    const { rows, end } = explained(differences, one, weAccept ? 'ours' : 'theirs');
    for (const { name } of rows) seen.set(name, (seen.get(name) ?? 0) + 1);
    if (end !== undefined)
      unexplained.push(
        `${rows.map(({ name }) => name).join(', ')}: ${end}; ${one.token.header.toString()} ${one.token.payload.toString()}`,
      );
  }
  return { accepted, rejected, differences: seen, unexplained };
}

/** The rows that together explain why only one side accepts, or where the explanation ends short. */
function explained(
  differences: Difference[],
  given: Case,
  side: 'ours' | 'theirs',
): { rows: Difference[]; end?: string } {
  const rows: Difference[] = [];
  for (let now = given; ;) {
    const ours = explain(now.text, now.rules);
    if (side === 'theirs' && ours.verdict === 'accepted') return { rows };
    const row = differences.find((one) => one.accepts === side && !rows.includes(one) && one.when(ours, now));
    if (!row)
      return { rows, end: `${side} accepted; we say ${ours.reason?.id ?? 'accepted'}: ${ours.reason?.actual ?? ''}` };
    rows.push(row);
    if (!row.repair) return { rows };
    now = row.repair(now, ours);
  }
}
