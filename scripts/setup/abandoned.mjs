import { readFileSync } from 'node:fs';

const PAUSE_MS = 500;

/**
 * Tells when the npm that runs this script is gone without having told us, as after a SIGKILL: then we, or the shell
 * between npm and us, have another parent. A script started by hand may outlive its shell, so it is not watched.
 *
 * @param {() => void} action
 */
export function onAbandoned(action) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const before = ancestors();
  const timer = setInterval(() => {
    if (ancestors() === before) return;
    clearInterval(timer);
    action();
  }, PAUSE_MS).unref();
}

/** Our parent and, where the system tells it in /proc, the parent's parent (proc(5): the fourth field of `stat`). */
function ancestors() {
  const parent = process.ppid;
  try {
    const stat = readFileSync(`/proc/${parent}/stat`, 'utf8');
    return `${parent} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]}`;
  } catch {
    return String(parent);
  }
}
