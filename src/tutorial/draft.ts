import { findFault } from '../content/faults';
import { EVENT_KINDS, type PlacedIntervention, type Setup, type Trace, type TraceEvent } from '../model';
import { slug } from './parse';

export interface RecordedRun {
  readonly scenario: string;
  readonly title: string;
  readonly setup: Setup;
  readonly trace: Trace;
  readonly interventions: readonly PlacedIntervention[];
}

/** What a step of a draft is made from: an act of the run and what was done to the run in it. */
interface Passage {
  readonly act: string;
  readonly title: string;
  readonly events: readonly TraceEvent[];
  readonly done: readonly PlacedIntervention[];
}

/**
 * Writes a tutorial from a run: a step to each act, with what was done to the run where it was done, and with what came
 * of it as the end of the step. It plays as it is; the words are for its author to write.
 */
export function draft(run: RecordedRun): string {
  const passages = passagesOf(run);
  const title = run.title.split(':')[0] ?? run.title;
  return [
    '---',
    `id: ${slug(`my-${title}`)}`,
    `title: ${quoted(title)}`,
    `minutes: ${Math.max(2, passages.length)}`,
    'teaches: One sentence on what the learner can do or explain afterwards.',
    'needs: []',
    `scenario: ${run.scenario}`,
    `setup: ${flow(run.setup)}`,
    '---',
    '',
    'Open with something that everybody knows, and say what it has to do with this.',
    '',
    ...passages.flatMap((passage, index) => step(passage, index === 0)),
    '## What to remember',
    '',
    '- The one thing.',
    '',
  ].join('\n');
}

function step({ act, title, events, done }: Passage, first: boolean): string[] {
  return [
    `## ${title.replace(/[\r\n]+/g, ' ')}`,
    '',
    'Say what happens here, and why.',
    '',
    ...prediction(events),
    '```act',
    ...(first ? ['- start: true'] : []),
    ...actions(act, events, done),
    '```',
    '',
    '```done',
    ...endings(events),
    '```',
    '',
  ];
}

function passagesOf({ trace, interventions }: RecordedRun): readonly Passage[] {
  const starts = trace.filter((event) => event.kind === 'act.started');
  // What somebody did in the middle of an act comes back to it; it belongs there.
  const own = starts.filter((start) => {
    const next = trace.slice(start.seq + 1).find(({ kind }) => kind === 'act.started' || kind === 'act.resumed');
    return next?.kind !== 'act.resumed';
  });
  return own.map((start, index) => {
    const end = own[index + 1]?.seq ?? trace.length;
    return {
      act: start.data.act,
      title: start.data.title,
      events: trace.slice(start.seq, end),
      done: interventions.filter(({ after }) => after >= start.seq && after < end),
    };
  });
}

/** The act, interrupted where something was done to the run. */
function actions(act: string, events: readonly TraceEvent[], done: readonly PlacedIntervention[]): string[] {
  const lines: string[] = [];
  let from = events[0]?.seq ?? 0;
  for (const { after, what } of done) {
    const there = events.find(({ seq }) => seq === after);
    if (there && after > from && there.kind !== 'act.started') {
      const nth = events.filter(({ seq, kind }) => seq > from && seq <= after && kind === there.kind).length;
      lines.push(`- play: { until: { kind: ${there.kind}, nth: ${nth} } }`);
      from = after;
    }
    lines.push(...intervention(what));
  }
  return [...lines, `- play: ${act}`];
}

function intervention(what: PlacedIntervention['what']): string[] {
  switch (what.type) {
    case 'inject':
      return [`- inject: ${order(what.fault, what.values)}`];
    case 'arm':
      return [
        `- arm: { fault: ${what.fault}, ${what.values ? `values: ${flow(what.values)}, ` : ''}at: ${flow(what.at)} }`,
      ];
    case 'lift':
      return ['- lift: all'];
    case 'advanceClock':
      return [`- advance: ${what.ms} ms`];
    case 'destroySessions':
      return ['- destroy: sessions'];
    case 'expireSessions':
      return ['- expire: sessions'];
    case 'editSession':
      return [`- edit: { session: ${JSON.stringify(what.data)} }`];
    case 'setCredential':
      // A credential that was typed by hand may be somebody's real one: its author has to put it in.
      return [
        '# A credential was set by hand here. Write "- credential: { client: …, value: … }" if it is one of the lab.',
      ];
    default:
      return what satisfies never;
  }
}

function order(fault: string, values: Readonly<Record<string, unknown>> | undefined): string {
  return values ? `{ fault: ${fault}, values: ${flow(values)} }` : fault;
}

/** The answer that ends the act, and what was notable before it. */
function endings(events: readonly TraceEvent[]): string[] {
  const notable = events.filter(({ kind }) => NOTABLE.has(kind)).slice(0, 3);
  const last = events.findLast(({ kind }) => ENDINGS.has(kind));
  const all = [...new Set([...notable, ...(last ? [last] : [])])].sort((a, b) => a.seq - b.seq);
  const kept = all.length > 0 ? all : events.filter(({ kind }) => !EVENT_KINDS[kind].quiet).slice(-1);
  const lines = kept.flatMap((event) => [
    `- kind: ${event.kind}`,
    ...(event.kind === 'response.received'
      ? [`  actor: ${event.actor}`, `  where: { status: ${event.data.status} }`]
      : []),
    ...(event.kind === 'fault.fired' && findFault(event.data.fault) ? [`  where: { fault: ${event.data.fault} }`] : []),
  ]);
  return lines.length > 0 ? lines : ['- kind: act.started'];
}

const NOTABLE: ReadonlySet<string> = new Set([
  'password.checked',
  'session.regenerated',
  'token.signed',
  'token.rejected',
  'cookie.rejected',
  'role.checked',
  'account.refused',
  'credential.copied',
  'fault.fired',
  'node.exited',
]);
const ENDINGS: ReadonlySet<string> = new Set(['response.received', 'response.lost', 'request.failed']);

/** A question about the answer, where there is one. */
function prediction(events: readonly TraceEvent[]): string[] {
  const answer = events.findLast((event) => event.kind === 'response.received');
  if (answer?.kind !== 'response.received') return [];
  const { status } = answer.data;
  return [
    '```predict',
    'question: What does the server answer?',
    'choices:',
    '  - id: this',
    `    says: ${quoted(`${status} ${answer.data.reason}`)}`,
    `    when: { kind: response.received, actor: ${answer.actor}, where: { status: ${status} } }`,
    '  - id: other',
    '    says: Something else',
    'why: Say why, in a sentence.',
    '```',
    '',
  ];
}

/** As YAML's flow style, which JSON is a part of. */
function flow(value: object): string {
  const members = Object.entries(value).filter(([, each]) => each !== undefined);
  return members.length === 0
    ? '{}'
    : `{ ${members.map(([key, each]) => `${key}: ${JSON.stringify(each)}`).join(', ')} }`;
}

function quoted(text: string): string {
  return JSON.stringify(text.replace(/[\r\n]+/g, ' '));
}
