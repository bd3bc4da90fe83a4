import { once } from 'node:events';
import { Problem } from '../../../scripts/setup/problem.mjs';
import { logIn } from './load.mjs';

/**
 * Starts a server of the bench and logs in there.
 *
 * @param {import('../../../scripts/vscode/session.mjs').Session} session
 * @param {string[]} program the script and its arguments
 */
export async function startServer(session, program) {
  const child = session.spawn(process.execPath, program, {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { ...session.env, NODE_ENV: 'production' },
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (said += text));
  const answer = async () => {
    const ended = once(child, 'exit').then(([code, signal]) => {
      throw new Problem(`A server of the bench ended with ${signal ?? `code ${code}`}.\n${said.trim()}`);
    });
    const [message] = await Promise.race([once(child, 'message'), ended]);
    return message;
  };
  const { address } = await answer();
  const headers = await logIn(address);
  return {
    address,
    headers,
    /** How many events the engine has recorded so far. */
    async recorded() {
      child.send('recorded?');
      return (await answer()).recorded;
    },
    async close() {
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
    },
  };
}
