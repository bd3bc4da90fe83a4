import { findFault } from '../content/faults';
import { findScenario } from '../content/scenarios';
import { EVENT_KINDS, type EventKind } from '../model';
import type { Action, Condition, Pattern, Test, View } from './types';

const VIEW_WORDS: Readonly<Record<View, string>> = {
  store: 'Open the session store',
  panel: 'Show the diagram',
  code: "Open the server's code",
  truth: 'Open the truth table',
  token: 'Open the token',
  comparison: 'Compare the branches',
  charts: 'Measure the charts',
  edit: 'Change the server',
};

/** What is still to be done about a view, for whoever asks what a step waits for. */
export function viewWords(view: View): string {
  if (view === 'edit') return 'the copy of the server changed and saved';
  return view === 'charts' ? 'the charts measured' : `${VIEW_WORDS[view]}`;
}

/** What an action does, as on a button. @param scenario the one that is under way, for titles of acts */
export function actionWords(action: Action, scenario: string): string {
  switch (action.type) {
    case 'start':
      return action.edited === undefined ? 'Start the demo' : 'Start your own server';
    case 'editCode':
      return "Open the server's code for changing";
    case 'play':
      return playWords(action.target, scenario);
    case 'inject':
      return faultTitle(action.fault);
    case 'arm':
      return `${faultTitle(action.fault)} at ${EVENT_KINDS[action.at.kind].means}`;
    case 'lift':
      return 'End all failures';
    case 'advance':
      return `Let ${spanWords(action.ms)} pass`;
    case 'destroySessions':
      return 'Delete all sessions';
    case 'expireSessions':
      return 'Let all sessions expire';
    case 'editSession':
      return 'Change the row';
    case 'firstCredential':
    case 'credential':
      return `Give the ${action.client} a credential`;
    case 'open':
      return VIEW_WORDS[action.view];
    default:
      return action satisfies never;
  }
}

/** The whole act on one button. */
export function actWords(actions: readonly Action[], scenario: string): string {
  let under = scenario;
  const words = actions.map((action) => {
    if (action.type === 'start') under = action.scenario;
    return actionWords(action, under);
  });
  return words.map((each, index) => (index === 0 ? each : uncapitalized(each))).join(', then ');
}

function playWords(target: Extract<Action, { type: 'play' }>['target'], scenario: string): string {
  switch (target.type) {
    case 'end':
      return 'Play to the end';
    case 'event':
      return `Play until ${EVENT_KINDS[target.kind].means}`;
    case 'act': {
      if (target.act === undefined) return 'Play on';
      const title = findScenario(scenario)?.acts.find(({ id }) => id === target.act)?.title ?? target.act;
      return target.edge === 'end' ? `Play "${title}"` : `Play until "${title}"`;
    }
    default:
      return target satisfies never;
  }
}

function faultTitle(id: string): string {
  return findFault(id)?.title ?? id;
}

function spanWords(ms: number): string {
  const units = [
    [86_400_000, 'day'],
    [3_600_000, 'hour'],
    [60_000, 'minute'],
    [1_000, 'second'],
  ] as const;
  const parts: string[] = [];
  let rest = ms;
  for (const [size, name] of units) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${name}${count === 1 ? '' : 's'}`);
  }
  return parts.length === 0 ? `${ms} ms` : parts.join(' ');
}

function uncapitalized(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** What a pattern asks for, as one line: "token rejected … status 401". */
export function patternWords({ kinds, actor, where, times, never }: Pattern): string {
  const means = kinds.map((kind: EventKind) => EVENT_KINDS[kind].means).join(' or ');
  const by = actor === undefined ? '' : ` (${actor})`;
  const conditions = where.map(({ path, test }) => `${path} ${testWords(test)}`).join(', ');
  const often = times > 1 ? `, ${times} times` : '';
  return `${never ? 'never: ' : ''}${means}${by}${conditions === '' ? '' : `, with ${conditions}`}${often}`;
}

export function conditionWords({ patterns, ordered }: Condition): string {
  return patterns.map(patternWords).join(ordered ? '; then ' : '; ');
}

function testWords(test: Test): string {
  switch (test.how) {
    case 'is':
      return String(test.value);
    case 'not':
      return `other than ${String(test.value)}`;
    case 'in':
      return test.values.map(String).join(' or ');
    case 'above':
    case 'below':
    case 'contains':
      return `${test.how} ${test.value}`;
    case 'starts':
      return `beginning with ${test.value}`;
    case 'exists':
      return test.value ? 'present' : 'absent';
    case 'remember':
      return '';
    case 'same':
      return 'the same as before';
    case 'differs':
      return 'other than before';
    default:
      return test satisfies never;
  }
}
