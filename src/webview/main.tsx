import { effect } from '@preact/signals';
import { render } from 'preact';
import { Drafting } from './diagram/drafting';
import { Door, type VsCodeApi } from './host/door';
import { readKeptState } from './host/kept-state';
import type { HostMessage } from '../model/view-protocol';
import { FaultDesk } from './panel/fault-desk';
import { Pictures } from './picture/pictures';
import { Panel } from './panel/panel';
import { Steering } from './panel/steering';
import { App } from './view/app';
import { DeskContext } from './view/context';
import { AfterPaint } from './view/after-paint';
import { Markers } from './view/markers';

declare function acquireVsCodeApi(): VsCodeApi;

/** Opens one of the toolbar's small forms. */
function openForm(id: string): void {
  document.querySelector<HTMLElement>(`[data-testid="${id}"][aria-expanded="false"]`)?.click();
}

/** The composition root: builds the parts, wires them to the host, shows them. */
function main(): void {
  const vscode = acquireVsCodeApi();
  const door = new Door(vscode);
  const panel = new Panel(readKeptState(vscode.getState()));
  const steering = new Steering(panel, (intent) => door.post(intent));
  const faults = new FaultDesk(panel, steering);
  const drafting = new Drafting((error) => reportError(error));

  const moves: Record<Extract<HostMessage, { type: 'move' }>['to'], () => void> = {
    step: () => steering.step(),
    over: () => steering.stepOver(),
    backOver: () => steering.backOver(),
    back: () => steering.back(),
    first: () => steering.first(),
    last: () => steering.last(),
  };
  const shows: Record<Extract<HostMessage, { type: 'show' }>['what'], () => void> = {
    comparison: () => panel.compare(),
    failures: () => faults.show(),
    breakpoints: () => openForm('breakpoints'),
    legend: () => openForm('legend'),
    log: () => steering.open('log'),
    zoomIn: () => steering.zoomBy(1),
    zoomOut: () => steering.zoomBy(-1),
    fit: () => steering.fit(),
    foldExchange: () => steering.foldExchange(),
    foldAll: () => panel.folding.foldAll(),
    unfoldAll: () => panel.folding.unfoldAll(),
    repeats: () => panel.folding.toggleRepeats(),
  };
  const pictures = new Pictures(panel, drafting, (intent) => door.post(intent));
  door.listen((message) => {
    if (message.type === 'move') moves[message.to]();
    else if (message.type === 'show') shows[message.what]();
    else if (message.type === 'draw') void pictures.answer(message.as);
    else if (!panel.receive(message)) door.post({ type: 'resync' });
  });

  effect(() => {
    if (panel.connected.value) vscode.setState(panel.place);
  });
  effect(() => {
    if (panel.connected.value) void drafting.warmUp();
  });
  const afterPaint = new AfterPaint();
  effect(() => {
    const explained = { trace: panel.trace.value, stop: panel.selected.value };
    afterPaint.run(() => {
      panel.explained.value = explained;
      requestIdleCallback(() => panel.lookBack());
    });
  });
  let told: number | null = null;
  effect(() => {
    const seq = panel.selected.value?.item.seq ?? null;
    if (seq !== told) door.post({ type: 'selected', seq });
    told = seq;
  });

  const root = document.querySelector('#app, #root') ?? document.body;
  render(
    <DeskContext.Provider value={{ panel, steering, drafting, faults, side: null }}>
      <Markers />
      <App />
    </DeskContext.Provider>,
    root,
  );
  door.post({ type: 'ready' });
}

main();
