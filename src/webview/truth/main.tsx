import { effect } from '@preact/signals';
import { render } from 'preact';
import type { VsCodeApi } from '../host/door';
import { App } from './app';
import { TruthContext } from './context';
import { TruthDoor } from './truth-door';
import { TruthModel } from './truth-model';

declare function acquireVsCodeApi(): VsCodeApi;

/** The composition root of the truth table. */
function main(): void {
  const door = new TruthDoor(acquireVsCodeApi());
  const model = new TruthModel((intent) => door.post(intent), door.position);
  door.listen((message) => model.receive(message));
  effect(() => {
    if (model.rows.value.length > 0) door.keep(model.position.value);
  });
  render(
    <TruthContext.Provider value={model}>
      <App />
    </TruthContext.Provider>,
    document.querySelector('#root') ?? document.body,
  );
  door.post({ type: 'ready' });
}

main();
