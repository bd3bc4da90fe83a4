import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scenarios } from '../../src/content/scenarios';

/** Names the processes of this test among all others: every lab inherits it, and so does every node. */
const HOST = join(import.meta.dirname, 'orphans.host.mjs');
const ROUNDS = 100;

let temporary: string;
beforeAll(() => {
  temporary = mkdtempSync(join(tmpdir(), 'orphans-'));
});
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

/**
 * A host stands in for the extension host: it forks a lab and steps it. In every round one of host, lab and node is
 * killed with SIGKILL at a gate picked by a seeded draw; the rest must be gone without anybody's help.
 */
describe.runIf(existsSync('/proc/self'))('whichever process dies, and however', () => {
  it(`leaves no process and no socket behind in ${ROUNDS} rounds`, { timeout: 300_000 }, async () => {
    const draw = seededDraw(20260105);
    const survivors: string[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const scenario = scenarios[draw(scenarios.length)]?.id ?? 'stateful';
      const victim = (['host', 'lab', 'node'] as const)[draw(3)] ?? 'host';
      const steps = draw(25);
      const host = fork(HOST, [scenario, String(steps)], { execArgv: [], env: { ...process.env, TMPDIR: temporary } });
      const pids = await standing(host);
      const family = [pids.host, pids.lab, pids.node];
      process.kill(pids[victim], 'SIGKILL');
      // A lab or a node that dies alone is noticed by its host, which then goes on living: it is told to leave.
      if (victim !== 'host') host.disconnect();
      await Promise.all(family.map(gone)).catch((error: unknown) => {
        survivors.push(`round ${round} (${victim} killed after ${steps} steps of ${scenario}): ${String(error)}`);
      });
    }
    expect(survivors).toEqual([]);
    // Sockets of labs that were killed are swept by the next lab.
    await playOnce(temporary);
    expect(readdirSync(temporary)).toEqual([]);
  });
});

async function standing(host: ChildProcess): Promise<{ host: number; lab: number; node: number }> {
  const [lab] = (await once(host, 'message')) as [number];
  const node = childrenOf(lab)[0];
  if (host.pid === undefined || node === undefined) throw new Error('The round did not come to stand at a gate.');
  return { host: host.pid, lab, node };
}

function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(/\s+/).filter(Boolean).map(Number);
}

/** Resolves when a process is gone. The system tells nobody but the parent, so this one does look again and again. */
async function gone(pid: number): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (isRunning(pid)) {
    if (Date.now() > deadline) throw new Error(`process ${pid} is still there`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

async function playOnce(folder: string): Promise<void> {
  const host = fork(HOST, ['stateful', '0'], { execArgv: [], env: { ...process.env, TMPDIR: folder } });
  const pids = await standing(host);
  host.disconnect();
  await Promise.all([pids.host, pids.lab, pids.node].map(gone));
}

/** Small, repeatable and good enough to pick gates (mulberry32). */
function seededDraw(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
