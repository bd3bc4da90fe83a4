import * as rotation from '../../apps/rotation';
import { probe } from '../node/probe';
import { callerLine } from '../node/source-line';

export * from '../../apps/rotation';

/** Tells that a refresh token was issued. Tokens are named by their hash; the token itself is in the response alone. */
export const issue: typeof rotation.issue = async (tokens, user) => {
  const source = callerLine();
  const issued = await rotation.issue(tokens, user);
  const { family, hash: id, expires } = issued.row;
  await probe.gate('refresh.issued', { family, id, expires }, { source });
  return issued;
};

/** Tells what became of a refresh token. */
export const rotate: typeof rotation.rotate = async (tokens, token) => {
  const source = callerLine();
  const result = await rotation.rotate(tokens, token);
  const id = rotation.hashOf(token);
  switch (result.outcome) {
    case 'rotated': {
      const { family, hash: to } = result.next.row;
      await probe.gate('refresh.rotated', { family, from: id, to }, { source });
      break;
    }
    case 'reused': {
      const { family, revoked } = result;
      await probe.gate('refresh.reused', { family, id, revoked }, { source });
      break;
    }
    case 'unknown':
      await probe.gate('refresh.rejected', { id, why: 'The server knows no such token.' }, { source });
      break;
    case 'expired':
      await probe.gate('refresh.rejected', { id, why: 'The login that it came of has ended.' }, { source });
      break;
    default:
      result satisfies never;
  }
  return result;
};
