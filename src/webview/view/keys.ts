import type { Steering } from '../panel/steering';
import { t } from '../host/words';

export interface KeyActions {
  readonly steering: Steering;
  readonly help: () => void;
  /** Opens the palette of failures. */
  readonly failures: () => void;
  /** Opens the menu of the selected message. */
  readonly menu: () => void;
  /** Opens one of the toolbar's small forms. */
  readonly form: (id: 'clock' | 'deployment' | 'breakpoints' | 'legend') => void;
  readonly compare: () => void;
  /** Puts the focus on the selected message, or into the inspector. */
  readonly focusSelected: () => void;
  readonly focusInspector: () => void;
}

interface KeyRow {
  readonly keys: readonly string[];
  readonly does: string;
  /** `KeyboardEvent.key` values. */
  readonly on: readonly string[];
  readonly act: (actions: KeyActions) => void;
}

/** Every key of the panel. None of them is one of VS Code's, which all come with Ctrl, Alt or Cmd, or are F keys. */
export const KEYS: readonly KeyRow[] = [
  { keys: [t('Space')], does: t('Play or pause'), on: [' '], act: ({ steering }) => steering.playOrPause() },
  { keys: ['→'], does: t('Step: the next message'), on: ['ArrowRight'], act: ({ steering }) => steering.step() },
  { keys: ['←'], does: t('Back by one message'), on: ['ArrowLeft'], act: ({ steering }) => steering.back() },
  {
    keys: [t('Shift'), '→'],
    does: t('Step over: the whole exchange'),
    on: ['Shift+ArrowRight'],
    act: ({ steering }) => steering.stepOver(),
  },
  {
    keys: [t('Shift'), '←'],
    does: t('Back over the exchange'),
    on: ['Shift+ArrowLeft'],
    act: ({ steering }) => steering.backOver(),
  },
  {
    keys: ['T'],
    does: t('Run on to the next message like the selected one'),
    on: ['t'],
    act: ({ steering }) => steering.runOn(),
  },
  {
    keys: ['P'],
    does: t('Set or remove a breakpoint on the selected message'),
    on: ['p'],
    act: ({ steering }) => steering.toggleSelected(),
  },
  { keys: ['K'], does: t('Breakpoints on kinds of events'), on: ['k'], act: ({ form }) => form('breakpoints') },
  { keys: ['<', '>'], does: t('Slower or faster'), on: ['<', '>'], act: () => undefined },
  { keys: ['Home'], does: t('First message'), on: ['Home'], act: ({ steering }) => steering.first() },
  { keys: ['End'], does: t('Back to now'), on: ['End'], act: ({ steering }) => steering.last() },
  {
    keys: ['↑', '↓'],
    does: t('Select a message'),
    on: ['ArrowUp', 'ArrowDown'],
    act: () => undefined,
  },
  {
    keys: ['Enter'],
    does: t('Read the selected message in full'),
    on: ['Enter'],
    act: ({ focusInspector }) => focusInspector(),
  },
  { keys: ['M'], does: t('Return to the diagram'), on: ['m'], act: ({ focusSelected }) => focusSelected() },
  { keys: ['F'], does: t('Inject a failure'), on: ['f'], act: ({ failures }) => failures() },
  {
    keys: ['X'],
    does: t('What can happen to the selected message'),
    on: ['x', 'ContextMenu'],
    act: ({ menu }) => menu(),
  },
  { keys: ['G'], does: t('Run again to the selected message'), on: ['g'], act: ({ steering }) => steering.runAgain() },
  { keys: ['B'], does: t('Compare the branches'), on: ['b'], act: ({ compare }) => compare() },
  {
    keys: ['O'],
    does: t('Fold or unfold the exchange of the selected message'),
    on: ['o'],
    act: ({ steering, focusSelected }) => {
      steering.foldExchange();
      focusSelected();
    },
  },
  {
    keys: ['U'],
    does: t('Fold or show repeated steps'),
    on: ['u'],
    act: ({ steering }) => steering.panel.folding.toggleRepeats(),
  },
  {
    keys: ['[', ']'],
    does: t('Previous or next message with the picked cookie, token or row'),
    on: ['[', ']'],
    act: () => undefined,
  },
  { keys: ['L'], does: t('Legend'), on: ['l'], act: ({ form }) => form('legend') },
  { keys: ['C'], does: t('Advance the clock'), on: ['c'], act: ({ form }) => form('clock') },
  { keys: ['D'], does: t('Choose how the servers are deployed'), on: ['d'], act: ({ form }) => form('deployment') },
  { keys: ['R'], does: t('Restart'), on: ['r'], act: ({ steering }) => steering.restart() },
  { keys: ['V'], does: t('Fit the width'), on: ['v'], act: ({ steering }) => steering.fit() },
  { keys: ['+', '−', '0'], does: t('Zoom'), on: ['+', '=', '-', '0'], act: () => undefined },
  { keys: ['?'], does: t('This overview'), on: ['?'], act: ({ help }) => help() },
];

/**
 * Does what a key stands for.
 * @returns true if it stands for anything here, so that nobody else acts on it
 */
export function actOnKey(event: KeyboardEvent, actions: KeyActions): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return false;
  const { key, target } = event;
  const element = target instanceof HTMLElement ? target : null;
  if (element?.closest('input, select, textarea, [contenteditable]')) return false;
  const message = element?.closest('.press') !== null && element !== null;
  // Buttons, tabs and folds keep their own keys; a message is already selected when it has the focus.
  if (!message && (key === ' ' || key === 'Enter') && element?.closest('button, summary')) return false;
  const reading = element?.closest('.inspector, .held') !== null && element !== null;
  if (key === 'ArrowUp' || key === 'ArrowDown') {
    if (reading) return false;
    actions.steering.selectBy(key === 'ArrowUp' ? -1 : 1);
    actions.focusSelected();
    return true;
  }
  if (reading && (key === 'Home' || key === 'End' || key === ' ' || key === 'ArrowLeft' || key === 'ArrowRight')) {
    // A long token is read by scrolling it sideways.
    if (element?.closest('pre')) return false;
  }
  if (key === '+' || key === '=') actions.steering.zoomBy(1);
  else if (key === '-') actions.steering.zoomBy(-1);
  else if (key === '0') actions.steering.zoomReset();
  else if (key === '<' || key === '>') actions.steering.paceBy(key === '>' ? 1 : -1);
  else if (key === '[' || key === ']') {
    actions.steering.follow(key === ']' ? 1 : -1);
    actions.focusSelected();
  } else {
    const name = key.length === 1 ? key.toLowerCase() : `${event.shiftKey ? 'Shift+' : ''}${key}`;
    const row = KEYS.find(({ on }) => on.includes(name));
    if (!row) return false;
    row.act(actions);
  }
  return true;
}
