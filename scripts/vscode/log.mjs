import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { out } from '../setup/paths.mjs';

/**
 * An empty log file for what a VS Code says; the newest run replaces the one before.
 *
 * @param {string} name
 */
export function newLogFile(name) {
  const folder = join(out, 'logs');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.log`);
  writeFileSync(file, '');
  return file;
}
