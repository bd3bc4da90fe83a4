import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, mkdirSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Problem } from '../setup/problem.mjs';

const REAPER = fileURLToPath(new URL('reaper.mjs', import.meta.url));

/**
 * A temporary folder and the processes started in it. Closing it, or the death of this process however it comes, ends
 * every one of those processes and removes the folder.
 */
export class Session {
  #closers = [];
  #reaper = spawn(process.execPath, [REAPER], { detached: true, stdio: ['pipe', 'ignore', 'inherit'] });

  /** The session's own folder; a short path, because Unix sockets are made in it. */
  directory = mkdtempSync(join(realpathSync(tmpdir()), 'auth-lab-vscode-'));

  constructor() {
    this.#note({ directory: this.directory });
    for (const name of ['home', 'tmp']) mkdirSync(join(this.directory, name));
  }

  /** The environment for programs of this session: their home and temporary files stay in its folder. */
  get env() {
    const home = join(this.directory, 'home');
    const tmp = join(this.directory, 'tmp');
    const env = { ...process.env, TMPDIR: tmp, TEMP: tmp, TMP: tmp, HOME: home, USERPROFILE: home };
    for (const name of Object.keys(env)) if (/^(XDG_|VSCODE_|ELECTRON_|NODE_OPTIONS$)/.test(name)) delete env[name];
    return env;
  }

  /**
   * Starts a program as the head of a process group of its own, which ends with the session.
   *
   * @param {string} command
   * @param {string[]} args
   * @param {import('node:child_process').SpawnOptions} options
   */
  spawn(command, args, options) {
    if (this.closing) throw new Problem('Stopped.');
    const child = spawn(command, args, { ...options, detached: process.platform !== 'win32' });
    if (child.pid !== undefined) this.#note({ group: child.pid });
    return child;
  }

  /**
   * Has something closed in order before everything that is left is ended by force.
   *
   * @param {() => Promise<void>} action
   */
  beforeClose(action) {
    this.#closers.unshift(action);
  }

  /** Whether its closing has begun, so that what then ends is no failure. */
  closing = false;

  async close() {
    this.closing = true;
    for (const action of this.#closers.splice(0)) await action().catch(() => undefined);
    if (this.#reaper.exitCode !== null) return;
    const gone = once(this.#reaper, 'exit');
    this.#reaper.stdin.end();
    await gone;
  }

  #note(what) {
    this.#reaper.stdin.write(`${JSON.stringify(what)}\n`);
  }
}
