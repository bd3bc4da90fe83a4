import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { tools } from './paths.mjs';
import { progress } from './progress.mjs';

const STAMP = '.complete';

/**
 * Brings one tool into `.tools/<name>`, once. It is installed beside its place, stamped, and only then moved there, so
 * that an interrupted install is never taken for a complete one.
 *
 * @param {object} tool
 * @param {string} tool.name the folder under `.tools`
 * @param {string} tool.version what the stamp says; another version is replaced
 * @param {string} tool.label for the progress line
 * @param {(directory: string) => Promise<void>} tool.install fills the given empty folder
 * @returns {Promise<string>} the tool's folder
 */
export async function ensureTool({ name, version, label, install }) {
  const directory = join(tools, name);
  if (await isComplete(directory, version)) return directory;
  return withLock(join(tools, `${name}.lock`), async () => {
    if (await isComplete(directory, version)) return directory;
    await progress(`Installing ${label}`, async () => {
      const staging = join(tools, `${name}.new`);
      await rm(staging, { recursive: true, force: true });
      await mkdir(staging, { recursive: true });
      await install(staging);
      await writeFile(join(staging, STAMP), version);
      await rm(directory, { recursive: true, force: true });
      await rename(staging, directory);
    });
    return directory;
  });
}

/** @param {string} directory @param {string} version */
async function isComplete(directory, version) {
  return (await readFile(join(directory, STAMP), 'utf8').catch(() => '')) === version;
}
