import { signal } from '@preact/signals';
import { render } from 'preact';
import * as z from 'zod/mini';
import { parseWith } from '../../model/parse';
import {
  tutorialMessage,
  type ShownTutorial,
  type TutorialIntent,
  type TutorialMessage,
} from '../../tutorial/view-protocol';
import type { VsCodeApi } from '../host/door';
import { App } from './app';

declare function acquireVsCodeApi(): VsCodeApi;

/** The composition root of the tutorial view. It keeps nothing: everything is told anew. */
function main(): void {
  // The schema library would try `new Function`, which the content security policy reports.
  z.config({ jitless: true });
  const host = acquireVsCodeApi();
  const post = (intent: TutorialIntent): void => host.postMessage(intent);
  const shown = signal<ShownTutorial | null>(null);
  window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const parsed = parseWith<TutorialMessage>(tutorialMessage, data, 'A message of the host');
    if (parsed.ok) shown.value = parsed.value.shown;
    else reportError(new Error(parsed.error));
  });
  render(<App shown={shown} post={post} />, document.querySelector('#root') ?? document.body);
  post({ type: 'ready' });
}

main();
