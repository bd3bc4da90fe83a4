// Third-party notices: every package of which something was bundled, with its license as it stands in the package.
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * @param {readonly import('esbuild').Metafile[]} metafiles of all builds
 * @returns {Promise<string>} plain text
 * @throws when a bundled package has no license: it must not be shipped then
 */
export async function notices(metafiles) {
  const folders = new Set(metafiles.flatMap(({ outputs }) => Object.values(outputs).flatMap(bundledPackages)));
  const entries = await Promise.all([...folders].sort().map(entry));
  const head = 'Auth Lab contains the following packages or parts of them.\n';
  return [head, ...entries].join(`\n${'-'.repeat(80)}\n\n`);
}

/** @param {import('esbuild').Metafile['outputs'][string]} output */
function bundledPackages({ inputs }) {
  return Object.entries(inputs)
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .flatMap(([path]) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? []);
}

/** @param {string} folder */
async function entry(folder) {
  const { name, version, license, homepage } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const file = (await readdir(folder)).find((each) => /^licen[cs]e(\.|$)/i.test(each));
  const text = file !== undefined && existsSync(join(folder, file)) ? await readFile(join(folder, file), 'utf8') : '';
  // A few packages carry the text of their license and forget to name it.
  if (typeof license !== 'string' && text === '') throw new Error(`${name} ${version} has no license.`);
  return [`${name} ${version} (${license ?? 'see below'})`, homepage ?? '', '', text.trim()].join('\n').trim() + '\n';
}
