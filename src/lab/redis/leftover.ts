import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const NOTE = 'redis.pid';

/** Notes in a run's folder which process serves it, for whoever finds the folder without its lab. */
export function notePid(folder: string, pid: number): void {
  writeFileSync(join(folder, NOTE), String(pid));
}

/**
 * Ends the Redis of a run whose lab and keeper were both killed. The number may belong to somebody else by now: only a
 * process whose command line names this very folder is ours.
 */
export function endLeftover(folder: string): void {
  const pid = notedPid(folder);
  if (pid === undefined || !commandLine(pid).includes(folder)) return;
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended meanwhile.
  }
}

function notedPid(folder: string): number | undefined {
  try {
    const pid = Number(readFileSync(join(folder, NOTE), 'utf8'));
    return Number.isInteger(pid) && pid > 1 ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** Linux says it in /proc, other systems by `ps`. Empty when there is no such process. */
function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '';
  }
}
