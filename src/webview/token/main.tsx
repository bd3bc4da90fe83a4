import { render } from 'preact';
import type { VsCodeApi } from '../host/door';
import { App } from './app';
import { ModelContext } from './context';
import { TokenDoor } from './door';
import { TokenModel } from './model';

declare function acquireVsCodeApi(): VsCodeApi;

/** The composition root of the token view. */
function main(): void {
  const door = new TokenDoor(acquireVsCodeApi());
  // eslint-disable-next-line no-restricted-properties -- the composition root hands out the time
  const now = (): number => Math.floor(Date.now() / 1000);
  const model = new TokenModel((intent) => door.post(intent), now());
  door.listen((message) => model.receive(message));
  setInterval(() => (model.now.value = now()), 1_000);
  render(
    <ModelContext.Provider value={model}>
      <App />
    </ModelContext.Provider>,
    document.querySelector('#root') ?? document.body,
  );
  door.post({ type: 'ready' });
}

main();
