import { readdirSync, readFileSync } from 'node:fs';

/** Every process that this one has started, and theirs. Linux says it in /proc. */
export function descendantsOf(pid: number): number[] {
  return childrenOf(pid).flatMap((child) => [child, ...descendantsOf(child)]);
}

function childrenOf(pid: number): number[] {
  try {
    // Each thread has children of its own.
    return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
      readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').trim().split(/\s+/).filter(Boolean).map(Number),
    );
  } catch {
    return [];
  }
}

/** True unless the process is gone, or a corpse that its parent has not looked at yet. */
export function isAlive(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/**
 * Resolves when all of these processes are gone. The system tells nobody but a parent, so this one looks again.
 * @returns those that are still there after a while
 */
export async function survivorsOf(pids: Iterable<number>, patience = 5_000): Promise<number[]> {
  const end = performance.now() + patience;
  let left = [...pids].filter(isAlive);
  while (left.length > 0 && performance.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    left = left.filter(isAlive);
  }
  return left;
}
