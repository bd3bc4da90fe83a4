import type { Memory } from '../memory';
import type { Tellers } from './tellers';
import { clip, count, duration, list, moment, ordinal, quoted } from '../words';
import { userOfClaims } from '../users';
import { numericDate, person, sentenceOf, subject } from './phrases';

/** Sentences about the run itself: processes, failures, the clock. */
export const runSentences: Pick<
  Tellers,
  | 'run.started'
  | 'run.ended'
  | 'act.started'
  | 'node.started'
  | 'node.exited'
  | 'fault.armed'
  | 'fault.fired'
  | 'clock.advanced'
> = {
  'run.started': ({ data }) =>
    `The run ${quoted(data.title)} begins at ${moment(data.clock, data.clock)} by a clock of its own; with the seed ` +
    `${quoted(data.seed)} every time, id and key comes out the same again.`,

  'run.ended': ({ data }) =>
    data.outcome === 'completed'
      ? `The run is over after ${count(data.acts, 'act')}.`
      : `The run was stopped after ${count(data.acts, 'act')}.`,

  'act.started': ({ data }, past) => sentenceOf(`${subject(past, data.by)} begins: ${clip(data.title, 80)}`),

  'node.started': (event, past) => {
    const name = subject(past, event.actor);
    const secrets = event.data.holds.map(({ name: secret, fingerprint }) => {
      const words = `${clip(secret, 40)}, fingerprint ${clip(fingerprint, 8)}`;
      const before = past.fingerprintOf(event.actor, secret);
      if (before === undefined) return words;
      return before === fingerprint
        ? `${words}, the same as before, so what was signed with it still holds`
        : `${words}, which is not the one from before, so nothing that was signed with that holds any more`;
    });
    const holding = secrets.length === 0 ? '' : ` It was given: ${secrets.join('; ')}.`;
    if (event.boot <= 1) {
      return `${name} starts as a process of its own.${holding}`;
    }
    const born = ordinal(event.boot);
    return `${name} starts again, in its ${born} process, which knows nothing of what the last one had in memory.${holding}`;
  },

  'node.exited': (event, past) => {
    const { signal, code } = event.data;
    const name = subject(past, event.actor);
    const rows = past.held.rowsLostWith(event.actor).length;
    const lost = rows > 0 ? `, ${count(rows, 'session')} included` : lostWithoutSessions(past);
    if (signal === 'SIGKILL') {
      return `${name} is killed with SIGKILL, which no process can catch: everything in its memory is gone at once${lost}.`;
    }
    const how = signal !== null ? `is ended by ${clip(signal, 12)}` : `ends with exit code ${String(code ?? 0)}`;
    return `${name} ${how}, and what was only in its memory is gone${lost}.`;
  },

  'fault.armed': ({ data }) => `The failure ${quoted(data.title)} now waits for its moment, ${quoted(data.at)}.`,

  'fault.fired': ({ data }, past) =>
    `The failure ${quoted(data.title)} strikes ${past.name(data.target)}; what follows from it is not staged.`,

  'clock.advanced': ({ data, at }, past) => {
    const before = data.to - data.by;
    const gone = endedBetween(past, before, data.to);
    const moved = `The clock of the whole run moves ahead by ${duration(data.by)}, to ${moment(data.to, at)}`;
    if (gone.length === 0) return `${moved}; nothing that anybody holds reaches its end by that.`;
    return `${moved}; by now ${list(gone)}, though nobody has looked yet.`;
  },
};

function lostWithoutSessions(past: Memory): string {
  return past.tokens().next().done === true
    ? ''
    : '; the tokens that it signed are not, because they were never kept here';
}

/** What the clock ran past: tokens by their exp, sessions in the store and cookies by their end. */
function endedBetween(past: Memory, before: number, now: number): string[] {
  const passed = (end: number | null): boolean => end !== null && end > before && end <= now;
  const tokens = new Set<string>();
  for (const { signed } of past.tokens()) {
    const exp = numericDate(signed.data.claims['exp']);
    if (exp === null || !passed(exp)) continue;
    tokens.add(`the token of ${person(userOfClaims(signed.data.claims))} has expired (exp ${moment(exp, now)})`);
  }
  const rows = [...past.held.stores.values()]
    .flatMap((store) => store.rows.live())
    .filter((row) => passed(row.expires)).length;
  const jars = [...past.held.clients].filter(([, { cookies }]) =>
    cookies.live().some(({ cookie }) => passed(cookie.expires)),
  );
  return [
    ...tokens,
    ...(rows === 0 ? [] : [`${count(rows, 'session')} in the store ${rows === 1 ? 'has' : 'have'} ended`]),
    ...jars.map(([id]) => `a cookie of ${past.name(id)} has expired`),
  ];
}
