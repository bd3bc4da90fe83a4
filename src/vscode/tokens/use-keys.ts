import type { HeldKey, ReadKeyResult } from '../../keys';
import type * as Keys from '../../keys';
import { inspectAny, type JsonObject } from '../../jwt';
import type { Decrypted, Expectations, KeyChoice, KeyProblem, Verified } from '../../model/token-protocol';
import type { Keyring } from './keyring';

export type LoadKeys = () => Promise<typeof Keys>;

export interface KeyText {
  readonly text: string;
  readonly as: Extract<KeyChoice, { type: 'typed' }>['as'];
  readonly passphrase?: string;
  readonly name: string;
}

/** The text behind a choice: what was typed, or what is held under an id. */
export async function keyText(choice: KeyChoice, keyring: Keyring): Promise<KeyText | undefined> {
  if (choice.type === 'held') return keyring.find(choice.id);
  const { text, as, passphrase } = choice;
  return { text, as, name: 'Typed in', ...(passphrase !== undefined && passphrase !== '' && { passphrase }) };
}

/** The JOSE header that a key is wanted for: of a compact token, or of one signature in JSON. */
export function headerFor(token: string, signature = 0): JsonObject | undefined {
  const seen = inspectAny(token);
  switch (seen.kind) {
    case 'jws-json':
      return seen.signatures[signature]?.header;
    case 'jwe-json':
      return seen.recipients[0]?.header;
    default:
      return seen.header.object;
  }
}

/** Reads a key's text for a purpose. */
export function readFor(
  keys: typeof Keys,
  { text, as, passphrase }: Pick<KeyText, 'text' | 'as' | 'passphrase'>,
  purpose: 'verify' | 'sign' | 'decrypt',
  header: JsonObject | undefined,
): ReadKeyResult {
  return keys.readKey(text, {
    as,
    purpose,
    ...(header && { header }),
    ...(passphrase !== undefined && { passphrase }),
  });
}

export interface VerifyOptions {
  readonly token: string;
  readonly signature?: number;
  readonly key: KeyText | undefined;
  readonly expectations: Expectations;
  /** Seconds since 1970. */
  readonly now: number;
}

/**
 * Every check apart, with a key or without one. A key of the wrong kind is told twice: in a sentence, and as the check
 * that it fails.
 */
export function verifyWith(
  keys: typeof Keys,
  { token, signature = 0, key, expectations, now }: VerifyOptions,
): { readonly verified?: Verified; readonly problem?: KeyProblem } {
  const read = key && readFor(keys, key, 'verify', headerFor(token, signature));
  const problem = read && !read.ok ? read : undefined;
  const held: HeldKey | undefined = read?.key;
  if (problem && !held) return { problem: asProblem(problem) };

  const rules = { ...present(expectations), now };
  const seen = inspectAny(token);
  const one = seen.kind === 'jws-json' ? seen.signatures[signature] : undefined;
  const explanation = one ? keys.verifyJsonSignature(one, held, rules) : keys.verifyToken(token, held, rules);
  const verified: Verified = {
    verdict: explanation.verdict,
    checks: explanation.checks,
    ...(held && {
      key: {
        description: held.description,
        fingerprint: held.fingerprint,
        how: read?.ok ? read.how : '',
        notes: held.notes,
        alternatives: read?.ok ? read.alternatives : [],
      },
    }),
  };
  return { verified, ...(problem && { problem: asProblem(problem) }) };
}

/** Opens an encrypted token with a key. */
export async function decryptWith(
  keys: typeof Keys,
  token: string,
  key: KeyText,
): Promise<{ readonly decrypted?: Decrypted; readonly problem?: KeyProblem }> {
  const read = readFor(keys, key, 'decrypt', headerFor(token));
  if (!read.ok) return { problem: asProblem(read) };
  const opened = await keys.decryptToken(token, read.key);
  if (!opened.ok) return { problem: { message: opened.message } };
  const { alg, enc, plaintext, text } = opened;
  return { decrypted: { alg, enc, bytes: plaintext.length, ...(text !== undefined && { text }) } };
}

/** Without members that are there and undefined. */
function present(expectations: Expectations): { [K in keyof Expectations]: Exclude<Expectations[K], undefined> } {
  return Object.fromEntries(Object.entries(expectations).filter(([, value]) => value !== undefined));
}

function asProblem({ message, found, needed }: Extract<ReadKeyResult, { ok: false }>): KeyProblem {
  return { message, ...(found !== undefined && { found }), ...(needed !== undefined && { needed }) };
}
