import { render } from 'preact';
import type { VsCodeApi } from '../host/door';
import { App } from './app';
import { ModelContext } from './context';
import { StoreDoor } from './door';
import { StoreModel } from './model';

declare function acquireVsCodeApi(): VsCodeApi;

/** The composition root of the session store's table. */
function main(): void {
  const door = new StoreDoor(acquireVsCodeApi());
  // eslint-disable-next-line no-restricted-properties -- the composition root hands out the time
  const realTime = (): number => Date.now();
  const model = new StoreModel((intent) => door.post(intent), realTime);
  door.listen((message) => model.receive(message));
  setInterval(() => {
    if (!document.hidden) model.tick();
  }, 1_000);
  render(
    <ModelContext.Provider value={model}>
      <App />
    </ModelContext.Provider>,
    document.querySelector('#root') ?? document.body,
  );
  door.post({ type: 'ready' });
}

main();
