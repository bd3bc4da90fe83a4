import type { JSX } from 'preact';
import type { Trace } from '../../model';
import type { RunPair } from '../../model/run-pair';
import { VERDICT_WORDS, type TruthVerdict } from '../../model/truth-protocol';
import { keeping, type Revocation } from '../../projections/keeping';
import { scoreboard, type Scoreboard } from '../../projections/scoreboard';
import { figures, t } from '../host/words';
import type { Branches } from '../panel/branches';
import { VerdictMark } from '../truth/verdict-mark';

/** What is counted, from the part of each run that is shown. */
const ROWS: readonly { readonly title: string; readonly of: (score: Scoreboard) => string }[] = [
  { title: t('Requests with an answer'), of: ({ roundTrips }) => String(roundTrips) },
  { title: t('Store reads'), of: ({ storeReads }) => String(storeReads) },
  { title: t('Store writes'), of: ({ storeWrites }) => String(storeWrites) },
  { title: t('Tokens signed'), of: ({ tokensSigned }) => String(tokensSigned) },
  { title: t('Tokens verified'), of: ({ tokensVerified }) => String(tokensVerified) },
  { title: t('Bytes to the server, per request'), of: (score) => perRequest(score.bytesUp, score) },
  { title: t('Bytes to the browser, per request'), of: (score) => perRequest(score.bytesDown, score) },
  { title: t('Requests that were refused'), of: ({ refused }) => String(refused) },
];

const REVOCATION_WORDS: Readonly<Record<Revocation, string>> = {
  row: t('The server: it deletes the session'),
  denylist: t('The server: it lists the token'),
  version: t('The server: all of a user’s at once'),
  refresh: t('The server: when the next token is due'),
  nothing: t('Nobody, until it expires'),
};

const VERDICTS: Readonly<Record<TruthVerdict, string>> = {
  in: t('in'),
  out: t('out'),
  error: t('error'),
  'wrong-role': t('wrong role'),
};

/** The scoreboard of two runs, as the rows of a table. */
export function CountedRows({ branches }: { branches: Branches }): JSX.Element {
  const [first, second] = [branches.first.trace.value, branches.second.trace.value];
  const [a, b] = [scoreboard(first), scoreboard(second)];
  const [kept, keptBySecond] = [keeping(first), keeping(second)];
  const rows = [
    ...ROWS.map(({ title, of }) => ({ title, a: of(a), b: of(b) })),
    {
      title: t('Bytes that the server keeps, per user'),
      a: String(kept.bytesPerUser),
      b: String(keptBySecond.bytesPerUser),
    },
    {
      title: t('Who can end it early'),
      a: kept.revocation ? REVOCATION_WORDS[kept.revocation] : '–',
      b: keptBySecond.revocation ? REVOCATION_WORDS[keptBySecond.revocation] : '–',
    },
    { title: t('The thief, with the copied credential'), a: thiefWords(first, a), b: thiefWords(second, b) },
  ];
  return (
    <tbody data-testid="score">
      {rows.map(({ title, a: one, b: other }) => (
        <Row key={title} title={title} differs={one !== other} first={one} second={other} />
      ))}
    </tbody>
  );
}

/** What was measured beside two runs, as the rows of a table; null where nothing was. */
export function MeasuredRows({ pair }: { pair: RunPair | undefined }): JSX.Element | null {
  if (pair?.measuring === true) {
    return (
      <tbody>
        <tr>
          <td colSpan={3} class="nothing">
            {t('Being measured…')}
          </td>
        </tr>
      </tbody>
    );
  }
  if (!pair?.measured) return null;
  const { authorize, incidents } = pair.measured;
  return (
    <tbody data-testid="measured">
      <Row
        title={t('Time to find out who is asking')}
        differs
        first={microseconds(authorize.first)}
        second={microseconds(authorize.second)}
      />
      {incidents.map(({ title, first, second }) => (
        <Row
          key={title}
          title={t(title)}
          differs={first !== second}
          first={<VerdictView verdict={first} />}
          second={<VerdictView verdict={second} />}
        />
      ))}
    </tbody>
  );
}

function Row({
  title,
  differs,
  first,
  second,
}: {
  title: string;
  differs: boolean;
  first: JSX.Element | string;
  second: JSX.Element | string;
}): JSX.Element {
  return (
    <tr data-differs={differs ? '' : undefined}>
      <th scope="row">{title}</th>
      <td>{first}</td>
      <td>{second}</td>
    </tr>
  );
}

function VerdictView({ verdict }: { verdict: TruthVerdict | null }): JSX.Element {
  if (verdict === null) return <>–</>;
  const { means } = VERDICT_WORDS[verdict];
  return (
    <span class="score-verdict" data-verdict={verdict} title={t(means)}>
      <VerdictMark verdict={verdict} size={12} />
      {VERDICTS[verdict]}
    </span>
  );
}

function microseconds(value: number | null): string {
  if (value === null) return '–';
  return `${figures.fixed(value, value < 10 ? 1 : 0)} µs`;
}

function perRequest(bytes: number, { requests }: Scoreboard): string {
  return requests === 0 ? '–' : String(Math.round(bytes / requests));
}

/** Whether a copied credential was let in, in the order of the thief's attempts. */
function thiefWords(trace: Trace, { perRequest: all }: Scoreboard): string {
  const [started] = trace;
  const actors = started?.kind === 'run.started' ? started.data.actors : [];
  const thieves = new Set(actors.filter(({ role }) => role === 'attacker').map(({ id }) => id));
  const tries = all.filter(({ client, status }) => thieves.has(client) && status !== null);
  if (tries.length === 0) return '–';
  return tries
    .map(({ status }) => ((status ?? 500) < 300 ? t('let in') : t('refused')))
    .reduce((before, next) => t('{0}, then {1}', before, next));
}
