import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, delimiter, dirname, join } from 'node:path';
import { out } from './paths.mjs';
import { Problem } from './problem.mjs';

const FIRST_LINES = 2;

/**
 * Runs npm quietly. Its output is kept in `.out/logs` and shown, in its reason, only when it fails.
 *
 * @param {string[]} args
 * @param {object} options
 * @param {string} options.cwd
 * @param {string} options.purpose for the sentence of a failure: "install Node 24"
 * @param {string} [options.node] the Node that runs npm; by default this one
 */
export async function npm(args, { cwd, purpose, node = process.execPath }) {
  const child = spawn(node, [npmCli(), ...args, '--no-audit', '--no-fund', '--no-progress', '--loglevel=warn'], {
    cwd,
    env: environment(node),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  if (code === 0) return;
  const log = join(out, 'logs', 'npm.log');
  await mkdir(dirname(log), { recursive: true });
  await writeFile(log, output);
  throw new Problem(
    `Could not ${purpose}: npm ended with code ${code} (${reasonIn(output)}). ` +
      `Check the network and npm's registry setting, then run the same command again; all of npm's output is in ${log}.`,
  );
}

/** @param {string} output */
function reasonIn(output) {
  const lines = output
    .split('\n')
    .filter((line) => /^npm error \S/.test(line) && !/A complete log|error (code|errno|syscall|type) /.test(line));
  const said = lines.slice(0, FIRST_LINES).map((line) => line.replace('npm error ', '').trim().replace(/\.$/, ''));
  return said.join('; ') || 'it gave no reason';
}

/** npm's own program, as a script for Node: the npm that runs us, the one beside this Node, or the one on the PATH. */
export function npmCli() {
  const running = process.env.npm_execpath;
  const beside = dirname(process.execPath);
  const candidates = [
    running !== undefined && basename(running) === 'npm-cli.js' ? running : undefined,
    join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    ...(process.env.PATH ?? '')
      .split(delimiter)
      .flatMap((folder) => [
        targetOf(join(folder, 'npm')),
        join(folder, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
        join(folder, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
      ]),
    '/usr/share/nodejs/npm/bin/npm-cli.js',
  ];
  const found = candidates.find((path) => path !== undefined && basename(path) === 'npm-cli.js' && existsSync(path));
  if (found === undefined) {
    throw new Problem(
      'npm was not found: it is neither beside Node nor on the PATH. Install npm, then run the same command again.',
    );
  }
  return found;
}

/** @param {string} path */
function targetOf(path) {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

/**
 * The environment for an npm inside an npm: what describes the outer one's package must not reach the inner one, the
 * person's own settings (registry, proxy, certificates) must.
 *
 * @param {string} node
 */
function environment(node) {
  const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` };
  for (const name of Object.keys(env)) {
    if (
      /^npm_(package|lifecycle)_|^npm_(command|node_execpath)$|^npm_config_(local_prefix|prefix|global_prefix)$/.test(
        name,
      )
    ) {
      delete env[name];
    }
  }
  return env;
}
