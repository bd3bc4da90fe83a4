const PAUSE_MS = 500;

/**
 * Tells when the npm that runs this script is gone without having told us, as after a SIGKILL: then we have another
 * parent. A script started by hand may outlive its shell, so it is not watched.
 *
 * @param {() => void} action
 */
export function onAbandoned(action) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    action();
  }, PAUSE_MS).unref();
}
