import type { Fault, FaultTools, Stage } from '../../model';
import { ATTACKS } from '../../model/attacks';
import { issuesTokens } from '../../model/contracts';
import { ACCESS_TOKEN, ask, logIn } from '../scenarios/page';

/** The administrator in the user table: whom the thief wants to be. */
const BOB = { sub: '2', name: 'bob', role: 'admin' };

/** The thief logs in as itself, makes an administrator's token out of its own, and tries it. */
export const attackToken: Fault = {
  id: 'attack-token',
  kind: 'token',
  title: 'Forge an administrator’s token',
  teaches:
    'A server that checks a token the way the token asks for lets anybody in; one that decides for itself lets none of these pass.',
  target: 'attacker',
  at: ['storage.written', 'token.signed'],
  parameters: [{ id: 'attack', title: 'How', type: 'choice', default: 'none', options: ATTACKS }],
  unavailable: ({ deployment: { app, algorithm } }, values) => {
    if (!issuesTokens(app)) return 'This server sets a cookie and issues no tokens.';
    const attack = values.text('attack');
    if (attack === 'rs-to-hs' && algorithm === 'HS256')
      return 'With HS256 there is no public key that could be misused: choose RS256 or ES256.';
    if (attack === 'weak-secret' && algorithm !== 'HS256')
      return 'Only the secret of HS256 can be guessed: a key pair is no word.';
    return null;
  },
  strike: (tools, values) => {
    tools.interlude({
      id: 'attack',
      title: 'The thief forges a token',
      by: 'thief',
      play: (stage) => attack(stage, tools, values.text('attack')),
    });
    return Promise.resolve();
  },
};

async function attack(stage: Stage, tools: FaultTools, id: string): Promise<void> {
  await logIn(stage, 'thief', 'mallory', 'queenofhearts');
  const thief = stage.browser('thief');
  const own = thief.readStorage('localStorage', ACCESS_TOKEN);
  if (own === null) return;
  // The public keys are public.
  const published = id === 'rs-to-hs' ? await thief.fetch('GET', '/.well-known/jwks.json') : null;
  const forged = await tools.forge(id, own, { claims: BOB, jwks: published?.json() ?? null, by: 'thief' });
  if (forged === null) return;
  await thief.writeStorage('localStorage', ACCESS_TOKEN, forged);
  await ask(stage, 'thief', '/profile');
  await ask(stage, 'thief', '/admin');
}
