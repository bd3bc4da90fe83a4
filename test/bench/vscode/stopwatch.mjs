import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Problem } from '../../../scripts/setup/problem.mjs';

const LIMIT_MS = 30_000;

/**
 * @typedef {object} Activation
 * @property {string} id of the extension
 * @property {number} ms from the call of `activate()` to its end, in the extension host
 * @property {string[]} loaded the files that were loaded on the way
 */

/** The bench's end of the socket that the stopwatch extension takes its orders from, one extension host after another. */
export class Stopwatch {
  #hosts = [];
  #waiting = null;

  /**
   * @param {import('../../../scripts/vscode/session.mjs').Session} session
   * @returns {Promise<Record<string, string>>} the environment by which the extension finds us
   */
  async listen(session) {
    const name = `stopwatch-${randomBytes(4).toString('hex')}`;
    const path =
      process.platform === 'win32' ? `\\\\.\\pipe\\auth-lab-${name}` : join(session.directory, `${name}.sock`);
    const server = createServer((socket) => {
      this.#hosts.push(new Host(socket));
      this.#waiting?.();
    });
    session.beforeClose(async () => void server.close());
    server.listen(path);
    await once(server, 'listening');
    return { AUTH_LAB_BENCH_STOPWATCH: path };
  }

  /** The next extension host that has come up, or comes up. */
  async nextHost() {
    const host = this.#hosts.shift();
    if (host !== undefined) return host;
    await new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Problem(`No extension host came up within ${LIMIT_MS / 1000} s.`)),
        LIMIT_MS,
      );
      this.#waiting = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    return this.#hosts.shift();
  }
}

class Host {
  #socket;
  #lines;

  /** @param {import('node:net').Socket} socket */
  constructor(socket) {
    this.#socket = socket.on('error', () => undefined);
    this.#lines = createInterface({ input: socket })[Symbol.asyncIterator]();
  }

  /**
   * Activates extensions one after another.
   *
   * @param {string[]} ids
   * @returns {Promise<Activation[]>}
   */
  async activate(ids) {
    return (await this.#order({ activate: ids })).timings;
  }

  /**
   * Has Auth Lab show a run, as its command does.
   *
   * @param {string} file
   */
  async importRun(file) {
    await this.#order({ run: 'authLab.importRun', with: { file, replace: true } });
  }

  /** Has Auth Lab start a demo that waits for its first step. */
  async startHeldDemo() {
    await this.#order({ run: 'authLab.startStateful', with: { hold: true, replace: true } });
  }

  async #order(order) {
    this.#socket.write(`${JSON.stringify(order)}\n`);
    const { done, value } = await this.#lines.next();
    if (done) throw new Problem('The extension host ended while it was measured.');
    const answer = JSON.parse(value);
    if (answer.error !== undefined) throw new Problem(answer.error);
    return answer;
  }
}
