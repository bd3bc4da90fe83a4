import { effect } from '@preact/signals';
import { render } from 'preact';
import { Drafting } from './diagram/drafting';
import { Door, type VsCodeApi } from './host/door';
import { readKeptState } from './host/kept-state';
import type { HostMessage } from '../model/view-protocol';
import { Panel } from './panel/panel';
import { Steering } from './panel/steering';
import { App } from './view/app';
import { DeskContext } from './view/context';
import { AfterPaint } from './view/after-paint';
import { Markers } from './view/markers';

declare function acquireVsCodeApi(): VsCodeApi;

/** The composition root: builds the parts, wires them to the host, shows them. */
function main(): void {
  const vscode = acquireVsCodeApi();
  const door = new Door(vscode);
  const panel = new Panel(readKeptState(vscode.getState()));
  const steering = new Steering(panel, (intent) => door.post(intent));
  const drafting = new Drafting((error) => reportError(error));

  const moves: Record<Extract<HostMessage, { type: 'move' }>['to'], () => void> = {
    step: () => steering.step(),
    back: () => steering.back(),
    first: () => steering.first(),
    last: () => steering.last(),
  };
  door.listen((message) => {
    if (message.type === 'move') moves[message.to]();
    else if (!panel.receive(message)) door.post({ type: 'resync' });
  });

  effect(() => {
    if (panel.connected.value) vscode.setState(panel.place);
  });
  const afterPaint = new AfterPaint();
  effect(() => {
    const explained = { trace: panel.trace.value, stop: panel.selected.value };
    afterPaint.run(() => (panel.explained.value = explained));
  });
  let told: number | null = null;
  effect(() => {
    const seq = panel.selected.value?.item.seq ?? null;
    if (seq !== told) door.post({ type: 'selected', seq });
    told = seq;
  });

  const root = document.querySelector('#app, #root') ?? document.body;
  render(
    <DeskContext.Provider value={{ panel, steering, drafting }}>
      <Markers />
      <App />
    </DeskContext.Provider>,
    root,
  );
  door.post({ type: 'ready' });
  void drafting.warmUp();
}

main();
