import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CHART_IDS, type Chart } from '../../src/model/charts-protocol';
import { measureCharts, measureWays } from '../../src/process/charts-process';
import { descendantsOf, survivorsOf } from './processes';

const CHARTS = fileURLToPath(new URL('../../dist/charts.js', import.meta.url));
const never = new AbortController().signal;

describe('the process that measures the charts', () => {
  it('measures each of them, and says on the way what it does', { timeout: 300_000 }, async () => {
    const charts = new Map<string, Chart>();
    const steps: string[] = [];
    await measureCharts(
      CHARTS,
      (report) => {
        if (report.type === 'chart') charts.set(report.chart.id, report.chart);
        if (report.type === 'step') steps.push(report.step.chart);
        if (report.type === 'failed') throw new Error(report.message);
      },
      never,
    );
    expect([...charts.keys()].sort()).toEqual([...CHART_IDS].sort());
    expect(new Set(steps)).toEqual(new Set(CHART_IDS));
    for (const { series, x } of charts.values())
      for (const { values } of series) expect(values).toHaveLength(x.values.length);
    // What a session takes is no secret: more than its row, less than a page of memory.
    const [memory, , tokens] = charts.get('memory')?.series ?? [];
    const perUser = (Number(memory?.values.at(-1)) * 1e6) / 10_000;
    expect(perUser).toBeGreaterThan(150);
    expect(perUser).toBeLessThan(4_096);
    expect(Number(tokens?.values.at(-1))).toBeLessThan(Number(memory?.values.at(-1)) / 4);
  });

  it('measures the ways that are asked for alone', async () => {
    const times = await measureWays(CHARTS, ['Memory', 'RS256'], never);
    expect([...times.keys()]).toEqual(['Memory', 'RS256']);
    expect(times.get('RS256')).toBeGreaterThan(times.get('Memory') ?? Number.NaN);
  });

  it.runIf(existsSync('/proc/self'))('is gone with all its servers when it is canceled', async () => {
    const canceled = new AbortController();
    let family: number[] = [];
    await measureCharts(
      CHARTS,
      (report) => {
        // Its first server is under way then.
        if (report.type !== 'step' || report.step.chart !== 'memory') return;
        family = descendantsOf(process.pid);
        canceled.abort();
      },
      canceled.signal,
    );
    expect(family.length).toBeGreaterThanOrEqual(2);
    expect(await survivorsOf(family)).toEqual([]);
  });

  it('tells in a sentence when it breaks off', async () => {
    const broken = fileURLToPath(new URL('orphans.host.mjs', import.meta.url)).replace('orphans.host', 'not-there');
    await expect(measureCharts(broken, () => undefined, never)).rejects.toThrow(/ended unexpectedly/);
    await expect(measureWays(CHARTS, ['Memory'], AbortSignal.abort())).rejects.toThrow();
  });
});
