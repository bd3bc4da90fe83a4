import type { Mermaid } from 'mermaid';
import { aMoment, LongTasks, painted } from './bench-page';

/** The page beside the panel: mermaid as it comes, which renders the whole diagram again for each new message. */
declare const mermaid: Mermaid;

const { wholeBefore, steps } = window.benchRun;
let taken = 0;
let renders = 0;
const tasks = new LongTasks();

async function draw(text: string): Promise<void> {
  renders += 1;
  const { svg } = await mermaid.render(`whole-${renders}`, text);
  document.body.innerHTML = svg;
  await painted();
}

window.bench = {
  async ready() {
    // The default limits are for pages that render what strangers wrote.
    mermaid.initialize({ startOnLoad: false, suppressErrorRendering: true, maxTextSize: Infinity, maxEdges: Infinity });
    const started = performance.now();
    tasks.forget();
    await draw(wholeBefore);
    const ms = performance.now() - started;
    await aMoment();
    return ms;
  },
  async step() {
    const { whole } = steps[taken]!;
    taken += 1;
    const started = performance.now();
    await draw(whole);
    const ms = performance.now() - started;
    await aMoment();
    return ms;
  },
  longest: () => tasks.longest(),
  wander: () => Promise.reject(new Error('There is only one way through this page: forward.')),
};
