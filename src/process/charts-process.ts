import { fork } from 'node:child_process';
import { chartsReport, type ChartsReport, type Way } from '../model/charts-protocol';
import { parseWith } from '../model/parse';
import { plainEnvironment } from './plain-environment';

/**
 * Measures how long it takes to find out who is asking, in a process of its own.
 * @param path the bundle that measures
 * @returns microseconds, the median, by way; a way that does not exist on this machine is left out
 * @throws Error with one sentence when the process broke off, or `canceled` was aborted
 */
export async function measureWays(
  path: string,
  ways: readonly Way[],
  canceled: AbortSignal,
): Promise<ReadonlyMap<Way, number>> {
  const found = new Map<Way, number>();
  const learn = (report: ChartsReport): void => {
    if (report.type === 'timed') for (const { way, microseconds } of report.times) found.set(way, microseconds);
  };
  await measureCharts(path, learn, canceled, ['time', ...ways]);
  canceled.throwIfAborted();
  return found;
}

/**
 * Measures the charts in a process of its own, and returns when it is over and its processes are gone.
 * @param path the bundle that measures
 * @param canceled ends it early when it is aborted; that is no error
 * @param args what to measure; all charts unless something is named
 * @throws Error with one sentence when the process broke off
 */
export async function measureCharts(
  path: string,
  onReport: (report: ChartsReport) => void,
  canceled: AbortSignal,
  args: readonly string[] = [],
): Promise<void> {
  if (canceled.aborted) return;
  const child = fork(path, [...args], {
    env: plainEnvironment(process.env),
    execArgv: [],
    serialization: 'json',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  let isDone = false;
  // Its own servers see that it is gone, and go too.
  const end = (): void => void child.kill('SIGKILL');
  canceled.addEventListener('abort', end);
  child.on('message', (message) => {
    const parsed = parseWith<ChartsReport>(chartsReport, message, 'A report of the measuring process');
    if (!parsed.ok) return end();
    if (parsed.value.type === 'done') isDone = true;
    if (!canceled.aborted) onReport(parsed.value);
  });
  try {
    await new Promise<void>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', () => resolve());
    });
  } finally {
    canceled.removeEventListener('abort', end);
  }
  if (!isDone && !canceled.aborted) throw new Error('The process that measures ended unexpectedly.');
}
