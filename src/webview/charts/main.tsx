import { signal } from '@preact/signals';
import { render } from 'preact';
import * as z from 'zod/mini';
import { chartsMessage, type ChartsIntent, type ChartsMessage, type ChartsState } from '../../model/charts-protocol';
import { parseWith } from '../../model/parse';
import type { VsCodeApi } from '../host/door';
import { App } from './app';

declare function acquireVsCodeApi(): VsCodeApi;

/** The composition root of the charts. The view keeps nothing: the host always says everything. */
function main(): void {
  const host = acquireVsCodeApi();
  // The schema library would try `new Function`, which the content security policy reports.
  z.config({ jitless: true });
  const state = signal<ChartsState | null>(null);
  window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const parsed = parseWith<ChartsMessage>(chartsMessage, data, 'A message of the host');
    if (parsed.ok) state.value = parsed.value.state;
    else reportError(new Error(parsed.error));
  });
  const ask = (intent: ChartsIntent): void => host.postMessage(intent);
  render(<App state={state} ask={ask} />, document.querySelector('#root') ?? document.body);
  ask({ type: 'ready' });
}

main();
