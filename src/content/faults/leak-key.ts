import type { Fault, FaultTools, Stage } from '../../model';
import { issuesTokens } from '../../model/contracts';
import { ACCESS_TOKEN, ask, logIn } from '../scenarios/page';

/** The administrator in the user table. */
const BOB = { id: '2', name: 'bob', role: 'admin' };

/** In a repository, a log, a backup: the server's secret has got out, and the thief makes a credential with it. */
export const leakKey: Fault = {
  id: 'leak-key',
  kind: 'keys',
  title: 'Leak the secret to the thief',
  teaches:
    'Whoever has the key makes tokens for anybody; with a cookie secret alone, a session id must still be guessed.',
  target: 'attacker',
  unavailable: (tools) =>
    tools.deployment.app === 'encrypted-cookie'
      ? 'The thief has no tool for this seal; with its secret, any session at all could be sealed.'
      : null,
  strike: (tools) => {
    tools.interlude({
      id: 'forge',
      title: 'The thief makes a credential with the leaked secret',
      by: 'thief',
      play: (stage) => (issuesTokens(stage.app) ? forgeToken(stage, tools) : forgeCookie(stage, tools)),
    });
    return Promise.resolve();
  },
};

/** The thief's own token shows what one looks like. */
async function forgeToken(stage: Stage, tools: FaultTools): Promise<void> {
  await logIn(stage, 'thief', 'mallory', 'queenofhearts');
  const own = stage.browser('thief').readStorage('localStorage', ACCESS_TOKEN);
  if (own === null) return;
  const forged = tools.signed(own, { sub: BOB.id, name: BOB.name, role: BOB.role, jti: 'forged' }, 'thief');
  await stage.browser('thief').writeStorage('localStorage', ACCESS_TOKEN, forged);
  await ask(stage, 'thief', '/admin');
}

/** The thief's own cookie shows what one looks like. The signature will fit; that there is such a session is a guess. */
async function forgeCookie(stage: Stage, tools: FaultTools): Promise<void> {
  await logIn(stage, 'thief', 'mallory', 'queenofhearts');
  if (tools.credential('thief') === null) return;
  tools.editCredential('thief', tools.signedId('a-guess-is-no-session-id-of-anyone'));
  await ask(stage, 'thief', '/admin');
}
