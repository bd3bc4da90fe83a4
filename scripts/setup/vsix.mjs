import { spawn } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureBuild } from './build.mjs';
import { ensureNode } from './node.mjs';
import { out, root } from './paths.mjs';
import { Problem } from './problem.mjs';
import { progress } from './progress.mjs';

const LIMIT_BYTES = 2_500_000;

/**
 * Builds for production and packs what a person installs. Nothing else is touched: no git, no npm.
 *
 * @returns {Promise<{ file: string, bytes: number }>}
 * @throws {Problem} when it is larger than 2.5 MB or carries a native module
 */
export async function packageExtension() {
  await ensureBuild({ production: true });
  const { name, version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const file = join(out, `${name}-${version}.vsix`);
  await mkdir(out, { recursive: true });
  const node = await ensureNode();
  await progress('Packaging', () =>
    vsce(node, [
      'package',
      '--no-dependencies',
      '--allow-missing-repository',
      '--no-rewrite-relative-links',
      '--out',
      file,
    ]),
  );

  const archive = await readFile(file);
  const native = namesIn(archive).filter((entry) => entry.endsWith('.node'));
  if (native.length > 0)
    throw new Problem(`The package would run on one platform only: it carries ${native.join(', ')}.`);
  if (archive.length > LIMIT_BYTES) {
    throw new Problem(`The package has ${archive.length} bytes, more than the ${LIMIT_BYTES} it may have.`);
  }
  return { file, bytes: archive.length };
}

/**
 * What of the project is packed; a build has to be there.
 *
 * @returns {Promise<string[]>} files, from the root on
 */
export async function packagedFiles() {
  const listed = await vsce(await ensureNode(), ['ls', '--no-dependencies']);
  return listed.split('\n').filter((line) => line !== '');
}

/** @param {string} node @param {string[]} args @returns {Promise<string>} what it writes to its standard output */
async function vsce(node, args) {
  const child = spawn(node, [join('node_modules', '@vscode', 'vsce', 'vsce'), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let written = '';
  let output = '';
  child.stdout.on('data', (text) => (written += text));
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  if (code !== 0) throw new Problem(`vsce could not make the package:\n${output.trim()}`);
  return written;
}

/**
 * The names in a ZIP archive's central directory (APPNOTE 4.3.12).
 *
 * @param {Buffer} archive
 * @returns {string[]}
 */
function namesIn(archive) {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  const names = [];
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [name, extra, comment] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset));
    names.push(archive.toString('utf8', at + 46, at + 46 + name));
    at += 46 + name + extra + comment;
  }
  return names;
}
