import { findEdit } from '../content/edits';
import { findScenario } from '../content/scenarios';
import { AFFINITY_COOKIE, type EventKind, type Intervention, type Setup, type Trace } from '../model';
import type { CodeEdit } from '../model/code-edit';
import type { RunTarget } from '../model/lab-protocol';
import type { Action, PartReplaced, View } from './types';

/** What a tutorial does things with: a lab on the command line, the run of the moment in the editor. */
export interface Hands {
  /** The events of the run so far; empty when there is none. */
  trace(): Trace;
  /** Begins a run and resolves when it holds at this place. */
  /**
   * @param edit the run is served by the learner's copy of the program, in which this is to have been changed
   * @returns why it did not begin, as a sentence, or null
   */
  start(scenario: string, setup: Setup, target: RunTarget, edit: CodeEdit | undefined): Promise<string | null>;
  /** Resolves when the run holds again. @returns whether it got there */
  runTo(target: RunTarget): Promise<boolean>;
  /** @returns why it could not be done, as a sentence, or null */
  intervene(what: Intervention): Promise<string | null>;
  /** Shows something. @param at its newest event of this kind */
  open(view: View, at: EventKind | undefined): Promise<void>;
  /** Puts the server's program before the learner, to be changed. */
  editCode(edit: CodeEdit): Promise<void>;
}

/**
 * Does what the button of a step does, one action after the other.
 * @returns what could not be done: one sentence each
 * @throws Error with one sentence when the lab broke
 */
export async function perform(actions: readonly Action[], hands: Hands): Promise<readonly string[]> {
  const notes: string[] = [];
  for (const action of actions) {
    const note = await performOne(action, hands);
    if (note === null) continue;
    notes.push(note);
    // What follows would be done to another run.
    if (action.type === 'start') break;
  }
  return notes;
}

async function performOne(action: Action, hands: Hands): Promise<string | null> {
  switch (action.type) {
    case 'start': {
      const act = findScenario(action.scenario)?.acts[0]?.id;
      const target = { type: 'act', edge: 'start', ...(act !== undefined && { act }) } as const;
      return hands.start(action.scenario, action.setup, target, findEdit(action.edited ?? ''));
    }
    case 'editCode': {
      const edit = findEdit(action.edit);
      if (edit) await hands.editCode(edit);
      return null;
    }
    case 'play':
      return (await hands.runTo(action.target)) ? null : 'The run did not get there.';
    case 'open':
      await hands.open(action.view, action.at);
      return null;
    default: {
      const what = interventionFor(action, hands.trace());
      return what === null ? whyNothing(action) : hands.intervene(what);
    }
  }
}

type Intervening = Exclude<Action, { type: 'start' | 'play' | 'open' | 'editCode' }>;

function interventionFor(action: Intervening, trace: Trace): Intervention | null {
  switch (action.type) {
    case 'inject':
    case 'arm':
      return action;
    case 'lift':
      return { type: 'lift' };
    case 'advance':
      return { type: 'advanceClock', ms: action.ms };
    case 'destroySessions':
      return { type: 'destroySessions' };
    case 'expireSessions': {
      const sids = storedSids(trace);
      return sids.length === 0 ? null : { type: 'expireSessions', sids };
    }
    case 'editSession': {
      const row = newestRow(trace);
      return row && { type: 'editSession', sid: row.sid, data: { ...row.data, ...action.data } };
    }
    case 'credential':
      return { type: 'setCredential', client: action.client, value: action.value };
    case 'firstCredential': {
      const value = firstKept(trace, action.client);
      const { client, replace } = action;
      return value === null
        ? null
        : { type: 'setCredential', client, value: replace ? replaced(value, replace) : value };
    }
    default:
      return action satisfies never;
  }
}

function whyNothing(action: Intervening): string {
  return action.type === 'firstCredential'
    ? `The ${action.client} has kept nothing yet that proves who it is.`
    : 'There is no session to change.';
}

/** The first credential that a client kept in this run; the load balancer's cookie is none. */
function firstKept(trace: Trace, client: string): string | null {
  for (const event of trace) {
    if (event.actor !== client) continue;
    if (event.kind === 'cookie.stored' && event.data.cookie.name !== AFFINITY_COOKIE) return event.data.cookie.value;
    if (event.kind === 'storage.written') return event.data.value;
  }
  return null;
}

function replaced(text: string, { part, of, by }: PartReplaced): string {
  return text
    .split(of)
    .map((each, index) => (index === part - 1 ? by : each))
    .join(of);
}

function storedSids(trace: Trace): string[] {
  const sids = new Set<string>();
  for (const event of trace) {
    if (event.kind !== 'store.answered' || (event.data.table ?? 'sessions') !== 'sessions') continue;
    if (event.data.op === 'set' && event.data.sid !== undefined) sids.add(event.data.sid);
    if (event.data.op === 'destroy' && event.data.sid !== undefined) sids.delete(event.data.sid);
    if (event.data.op === 'clear') sids.clear();
  }
  return [...sids];
}

function newestRow(trace: Trace): { readonly sid: string; readonly data: Readonly<Record<string, unknown>> } | null {
  const sid = storedSids(trace).at(-1);
  if (sid === undefined) return null;
  const told = trace.findLast(
    (event) =>
      (event.kind === 'store.answered' || event.kind === 'store.changed') && event.data.sid === sid && event.data.row,
  );
  const row = told?.kind === 'store.answered' || told?.kind === 'store.changed' ? told.data.row : undefined;
  return row ? { sid, data: row.data } : null;
}

/** Puts something before the learner, and does nothing to a run. */
export function onlyShows(type: Action['type']): boolean {
  return type === 'open' || type === 'editCode';
}

/** The actions that bring a run to where a step begins: those of the steps before it, from the last start on. */
export function actionsBefore(
  steps: readonly { readonly act: { readonly actions: readonly Action[] } | null }[],
  index: number,
): readonly Action[] {
  const all = steps.slice(0, index).flatMap(({ act }) => act?.actions ?? []);
  const start = all.findLastIndex(({ type }) => type === 'start');
  // Nothing is opened in somebody's face on the way.
  return start === -1 ? [] : all.slice(start).filter(({ type }) => !onlyShows(type));
}
