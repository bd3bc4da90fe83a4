import type { Memory } from '../memory';
import type { Tellers } from './tellers';
import { clip, count, duration, list, moment, ordinal, quoted } from '../words';
import { numericDate, person, sentenceOf, subject } from './phrases';

/** Sentences about the run itself: processes, failures, the clock. */
export const runSentences: Pick<
  Tellers,
  | 'run.started'
  | 'run.ended'
  | 'act.started'
  | 'act.resumed'
  | 'node.started'
  | 'node.exited'
  | 'node.hung'
  | 'node.resumed'
  | 'node.added'
  | 'node.removed'
  | 'fault.armed'
  | 'fault.fired'
  | 'fault.lifted'
  | 'clock.advanced'
  | 'clock.skewed'
> = {
  'run.started': ({ data }) =>
    `The run ${quoted(data.title)} begins at ${moment(data.clock, data.clock)} by a clock of its own; with the seed ` +
    `${quoted(data.seed)} every time, id and key comes out the same again.`,

  'run.ended': ({ data }) =>
    data.outcome === 'completed'
      ? `The run is over after ${count(data.acts, 'act')}.`
      : `The run was stopped after ${count(data.acts, 'act')}.`,

  'act.started': ({ data }, past) => sentenceOf(`${subject(past, data.by)} begins: ${clip(data.title, 80)}`),

  'act.resumed': ({ data }, past) =>
    sentenceOf(`That done, ${past.name(data.by)} goes on with: ${clip(data.title, 80)}`),

  'node.started': (event, past) => {
    const name = subject(past, event.actor);
    const prints = new Set(event.data.holds.map(({ fingerprint }) => fingerprint));
    const secrets = event.data.holds.map(({ name: secret, fingerprint }) => {
      const words = `${clip(secret, 40)}, fingerprint ${clip(fingerprint, 8)}`;
      const before = past.fingerprintOf(event.actor, secret);
      if (before === undefined) return words;
      if (before === fingerprint) return `${words}, the same as before, so what was signed with it still holds`;
      return prints.has(before)
        ? `${words}, a new one beside the one from before, which is still accepted`
        : `${words}, which is not the one from before, so nothing that was signed with that holds any more`;
    });
    const holding = secrets.length === 0 ? '' : ` It was given: ${secrets.join('; ')}.`;
    if (past.roleOf(event.actor) === 'store') {
      return `${name} is up again as a process of its own; what it finds of its rows is what it had written to disk.`;
    }
    const copy = event.data.edited === true ? ' It runs a changed copy of its program.' : '';
    if (event.boot <= 1) {
      return `${name} starts as a process of its own.${copy}${holding}`;
    }
    const born = ordinal(event.boot);
    return `${name} starts again, in its ${born} process, which knows nothing of what the last one had in memory.${copy}${holding}`;
  },

  'node.exited': (event, past) => {
    const { signal, code } = event.data;
    const name = subject(past, event.actor);
    if (past.roleOf(event.actor) === 'store') {
      const how = signal === null ? 'ends' : `is ended by ${clip(signal, 12)}`;
      return `${name} ${how}: until it is back, no server can look anything up there, and what it had not written to disk is gone for good.`;
    }
    const rows = past.held.rowsLostWith(event.actor).length;
    const lost = rows > 0 ? `, ${count(rows, 'session')} included` : lostWithoutSessions(past);
    if (signal === 'SIGKILL') {
      return `${name} is killed with SIGKILL, which no process can catch: everything in its memory is gone at once${lost}.`;
    }
    const how = signal !== null ? `is ended by ${clip(signal, 12)}` : `ends with exit code ${String(code ?? 0)}`;
    return `${name} ${how}, and what was only in its memory is gone${lost}.`;
  },

  'node.hung': ({ actor }, past) =>
    `${subject(past, actor)} stands still, as a process does that is stuck in a loop: the system goes on taking connections for it and nobody reads them, so to its clients it looks slow and not dead.`,

  'node.resumed': ({ actor }, past) =>
    `${subject(past, actor)} goes on where it stood, with its memory as it was; what waited in its connections is read now, even if nobody waits for the answer any more.`,

  'node.added': ({ data }, past) =>
    `The load balancer's list gets one more, ${clip(data.actor.label, 40)}, and has ${count(data.nodes.length, 'server')} now${knows(data.actor.id, past)}.`,

  'node.removed': ({ data }, past) =>
    `${subject(past, data.node)} leaves the load balancer's list and gets no further request; ${count(data.nodes.length, 'server')} ${data.nodes.length === 1 ? 'is' : 'are'} left.`,

  'fault.armed': ({ data }) => `The failure ${quoted(data.title)} now waits for its moment, ${quoted(data.at)}.`,

  'fault.fired': ({ data }, past) =>
    `The failure ${quoted(data.title)} strikes ${past.name(data.target)}; what follows from it is not staged.`,

  'fault.lifted': ({ data }) => `The failure ${quoted(data.title)} is over; what it has done stays done.`,

  'clock.skewed': ({ data }, past) => {
    const node = past.name(data.node);
    if (data.by === 0) return `The clock of ${node} is right again.`;
    const ahead = data.by > 0;
    return (
      `The clock of ${node} is now ${duration(data.by)} ${ahead ? 'ahead of' : 'behind'} everybody else's: ` +
      (ahead
        ? `it will take for expired what others still accept, and what it issues is not yet valid to them.`
        : `it will go on accepting what has expired for the others, and what they issue may seem to come from the future.`)
    );
  },

  'clock.advanced': ({ data, at }, past) => {
    const before = data.to - data.by;
    const gone = endedBetween(past, before, data.to);
    const moved = `The clock of the whole run moves ahead by ${duration(data.by)}, to ${moment(data.to, at)}`;
    if (gone.length === 0) return `${moved}; nothing that anybody holds reaches its end by that.`;
    return `${moved}; by now ${list(gone)}, though nobody has looked yet.`;
  },
};

/** What a server that has just joined knows of those who are logged in. */
function knows(server: string, past: Memory): string {
  const { lanes } = past.held;
  if (!lanes.has('store')) return '; it needs nothing but the secrets that all of them hold';
  // Its own memory gets a lane when it starts; before that, the others show how it is here.
  return lanes.all('store').length > 1 || /^memory/i.test(lanes.first('store').label)
    ? '; its own memory knows none of the sessions that the others keep'
    : '; it asks the same store as the others';
}

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
    tokens.add(`the token of ${person(past.userOf(signed.data.claims))} has expired (exp ${moment(exp, now)})`);
  }
  const rows = [...past.held.sessions()].filter(([, row]) => passed(row.expires)).length;
  const jars = [...past.held.clients].filter(([, { cookies }]) =>
    cookies.live().some(({ cookie }) => passed(cookie.expires)),
  );
  return [
    ...tokens,
    ...(rows === 0 ? [] : [`${count(rows, 'session')} in the store ${rows === 1 ? 'has' : 'have'} ended`]),
    ...jars.map(([id]) => `a cookie of ${past.name(id)} has expired`),
  ];
}
