import type { RunState, TraceEvent } from '../../../src/model';
import type { HostMessage, ViewIntent } from '../../../src/model/view-protocol';
import { aMoment, appeared, LongTasks, painted, present } from './bench-page';

/** The host of the panel under measurement: it says what VS Code would say, at once, one message for each event. */
const { before, steps } = window.benchRun;
const run = 'bench';
const card = { scenario: 'stateful', title: 'Bench', teaches: 'Nothing', flow: 'stateful' } as const;
let clock = before.at(-1)?.at ?? 0;
let taken = 0;
let toldAt = 0;
const tasks = new LongTasks();

const tell = (message: HostMessage): void => window.postMessage(message, '*');
const state = (phase: RunState['phase']): RunState => ({
  phase,
  pace: 700,
  clock,
  nodes: ['app'],
  faults: [],
  armed: [],
});
const message = (seq: number): string => `.segment:not([data-bare]) [data-testid="message"][data-seq="${seq}"]`;

const newestAct = (): ParentNode => document.querySelector('.tail')?.previousElementSibling ?? document;

function receive(intent: ViewIntent): void {
  if (intent.type === 'ready' || intent.type === 'resync') {
    toldAt = performance.now();
    tasks.forget();
    const events = [...before, ...steps.slice(0, taken).flatMap((step) => step.events)];
    tell({
      type: 'snapshot',
      run: { id: run, card, setup: {} },
      branch: null,
      events,
      state: state('held'),
      scenarios: [card],
      faults: [],
      notice: null,
    });
  } else if (intent.type === 'step') {
    const { events } = steps[taken]!;
    taken += 1;
    tell({ type: 'state', run, state: state('running') });
    for (const event of events) append(event);
    tell({ type: 'state', run, state: state('held') });
  }
}

function append(event: TraceEvent): void {
  clock = event.at;
  tell({ type: 'appended', run, from: event.seq, events: [event] });
}

Object.assign(window, {
  acquireVsCodeApi: () => ({
    postMessage: (intent: ViewIntent) => receive(intent),
    getState: () => undefined,
    setState: () => undefined,
  }),
});

function button(name: string): HTMLButtonElement {
  const found = document.querySelector<HTMLButtonElement>(`[data-testid="${name}"]`);
  if (!found) throw new Error(`The panel has no button "${name}".`);
  return found;
}

window.bench = {
  async ready() {
    await appeared(message(before.at(-1)?.seq ?? 0));
    const ms = performance.now() - toldAt;
    // Who opens a run looks at it before taking a step.
    for (let times = 0; times < 4; times += 1) await aMoment();
    return ms;
  },
  async step() {
    const wanted = message(steps[taken]!.message);
    const pressed = button('step');
    const started = performance.now();
    pressed.click();
    await present(wanted, newestAct);
    const ms = performance.now() - started;
    await aMoment();
    return ms;
  },
  longest: () => tasks.longest(),
  async wander(count) {
    // Ten back, ten forward: each of them draws.
    for (let step = 0; step < count; step += 1) {
      button(step % 20 < 10 ? 'back' : 'step').click();
      await painted();
    }
  },
};
