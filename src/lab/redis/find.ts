import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * The redis-server of this machine, by its PATH.
 * @returns undefined when there is none; Windows has none that listens on a Unix socket
 */
export function findRedisServer(): string | undefined {
  if (process.platform === 'win32') return undefined;
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, 'redis-server'))
    .find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
