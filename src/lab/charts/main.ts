import { WAYS, type ChartId, type ChartsReport } from '../../model/charts-protocol';
import { AddressBook } from '../address';
import { measureMemory } from './memory';
import { serveMeasured } from './measured-server';
import { measureSizes } from './sizes';
import { measureTimes, timeWays } from './times';
import type { Measurer } from './measurer';

/** In the order in which they are measured: what is quick to tell comes first. */
const MEASURERS: Readonly<Record<ChartId, Measurer>> = {
  size: measureSizes,
  time: measureTimes,
  memory: measureMemory,
};

/**
 * The process that measures for the charts. It is forked, measures everything once, and ends with whoever forked it.
 * With `time` and names on its command line it measures how long these ways take, and nothing else.
 * With `server` on its command line it is the server whose memory is measured, in a process of its own.
 */
async function main(): Promise<void> {
  if (!process.send) {
    process.stderr.write('The charts are measured by Auth Lab: run the command "Auth: Show Charts".\n');
    process.exit(2);
  }
  process.on('SIGINT', () => undefined);
  if (process.argv[2] === 'server') {
    process.on('disconnect', () => process.exit(0));
    serveMeasured();
    return;
  }
  const addresses = new AddressBook();
  process.on('exit', () => addresses.dispose());
  // The servers end by themselves when this process does.
  process.on('disconnect', () => process.exit(0));
  process.on('SIGTERM', () => process.exit(0));
  const report = (message: ChartsReport): void => {
    if (process.connected) process.send?.(message);
  };
  if (process.argv[2] === 'time') {
    const wanted = WAYS.filter((way) => process.argv.slice(3).includes(way));
    const timed = await timeWays(addresses, wanted, () => undefined);
    report({ type: 'timed', times: timed.map(({ way, found }) => ({ way, microseconds: found.median })) });
  } else await measureAll(addresses, report);
  report({ type: 'done' });
  process.disconnect();
}

async function measureAll(addresses: AddressBook, report: (message: ChartsReport) => void): Promise<void> {
  for (const [id, measure] of Object.entries(MEASURERS) as [ChartId, Measurer][]) {
    try {
      const chart = await measure(addresses, (words, done, total) =>
        report({ type: 'step', step: { chart: id, words, done, total } }),
      );
      report({ type: 'chart', chart });
    } catch (error) {
      report({ type: 'failed', chart: id, message: error instanceof Error ? error.message : String(error) });
    }
  }
}

void main();
