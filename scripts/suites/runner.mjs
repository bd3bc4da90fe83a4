import { once } from 'node:events';
import { root } from '../setup/paths.mjs';

/**
 * Runs programs on this Node, from the repository's top folder, each as a process group of the session.
 *
 * @param {import('../vscode/session.mjs').Session} session
 */
export function runner(session) {
  return {
    /**
     * Its output goes where ours goes.
     *
     * @param {string[]} args
     * @param {Record<string, string>} [env]
     * @returns {Promise<number>} its exit code; 1 for a signal
     */
    async shown(args, env = {}) {
      const child = session.spawn(process.execPath, args, {
        cwd: root,
        env: { ...process.env, ...env },
        stdio: ['ignore', 'inherit', 'inherit'],
      });
      const [code] = await once(child, 'close');
      return code ?? 1;
    },

    /**
     * Its output comes back.
     *
     * @param {string[]} args
     * @returns {Promise<{ code: number, output: string }>}
     */
    async quiet(args) {
      const child = session.spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
      let output = '';
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding('utf8').on('data', (text) => (output += text));
      const [code] = await once(child, 'close');
      return { code: code ?? 1, output };
    },
  };
}

/** @typedef {ReturnType<typeof runner>} Runner */
