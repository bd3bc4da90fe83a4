import { describeKeyKind, findAlgorithm, findKeyManagement, type JsonObject } from '../jwt';
import { withArticle } from './kind';
import type { HeldKey, ReadKeyOptions } from './types';

export interface Mismatch {
  readonly message: string;
  readonly found: string;
  readonly needed: string;
}

/** Whether a key is of the kind that a token's header needs; if not, both kinds by name and why it matters. */
export function mismatch(
  key: HeldKey,
  header: JsonObject | undefined,
  purpose: ReadKeyOptions['purpose'],
): Mismatch | undefined {
  const found = withArticle(key.description);
  const alg = header?.['alg'];
  if (purpose === 'sign' && key.role === 'public') {
    const needed = 'a private key, or a shared secret';
    return { found, needed, message: `This is ${found}; signing needs ${needed}.` };
  }
  if (typeof alg !== 'string') return undefined;
  const management = findKeyManagement(alg);
  if (management && Object.hasOwn(header ?? {}, 'enc')) return forDecryption(key, alg, management.key, found);
  const algorithm = findAlgorithm(alg);
  if (!algorithm || (key.kind !== undefined && algorithm.keys.includes(key.kind))) return undefined;
  const needed = algorithm.keys.map(describeKeyKind).join(' or ');
  const confused =
    algorithm.keys.includes('secret') && key.role !== 'secret'
      ? ' A verifier that takes a public key for a secret is what the attack from RS256 to HS256 hopes for.'
      : '';
  return { found, needed, message: `This is ${found}; ${JSON.stringify(alg)} needs ${needed}.${confused}` };
}

function forDecryption(key: HeldKey, alg: string, wanted: string, found: string): Mismatch | undefined {
  const type = key.key.asymmetricKeyType;
  const fits =
    wanted === 'secret' || wanted === 'password'
      ? key.role === 'secret'
      : key.role === 'private' && (wanted.startsWith('RSA') ? type === 'rsa' : type === 'ec' || type === 'x25519');
  if (fits) return undefined;
  const needed = withArticle(wanted === 'secret' ? 'shared secret' : wanted);
  const half = key.role === 'public' ? ' A public key only encrypts; its private half decrypts.' : '';
  return { found, needed, message: `This is ${found}; ${JSON.stringify(alg)} needs ${needed} to decrypt.${half}` };
}
