import { jwtVerify } from 'jose';
import type { Explanation } from '../../../../src/jwt';
import { canonical, put, type Case, type Token } from './cases';

/** Why two verifiers disagree about a token, kept as a list that a test goes through. */
export interface Difference {
  readonly name: string;
  readonly why: string;
  /** Whether it explains that we accept and they don't, or the other way round. */
  readonly accepts: 'ours' | 'theirs';
  when(ours: Explanation, given: Case): boolean;
  /** The same token without the one thing that we mind; needed where only they accept. */
  repair?(given: Case, ours: Explanation): Case;
}

// ---- repairs --------------------------------------------------------------------------------------------------

/** The token signed again over changed header or payload bytes, encoded strictly and left undamaged. */
export function again(given: Case, change: Partial<Pick<Token, 'header' | 'payload'>> = {}): Case {
  const token: Token = { ...given.token, ...change, encoder: canonical, damage: (text) => text };
  return { ...given, token, text: put(token) };
}

/** Only the signature part, written as a strict encoder would. */
export function strictSignature(given: Case): Case {
  const at = given.text.lastIndexOf('.') + 1;
  return { ...given, text: given.text.slice(0, at) + canonical(Buffer.from(given.text.slice(at), 'base64url')) };
}

export function withoutBom(bytes: Buffer): Buffer {
  return bytes.subarray(0, 3).equals(Buffer.from('\ufeff')) ? bytes.subarray(3) : bytes;
}

export function without(bytes: Buffer, name: string): Buffer {
  const { [name]: _, ...rest } = JSON.parse(bytes.toString()) as Record<string, unknown>;
  return Buffer.from(JSON.stringify(rest));
}

/** What a reader makes of bytes that are no UTF-8, written as proper UTF-8. */
export function repairedUtf8(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString());
}

/** The part and the cause that the first failed check is about. */
export function minded({ inspection, reason }: Explanation): { part: string; cause: string } | undefined {
  if (inspection.kind !== 'jws') return undefined;
  for (const part of ['header', 'payload', 'signature'] as const) {
    for (const { layer, cause } of inspection[part].problems) {
      const check =
        layer === 'base64url' || layer === 'utf-8' ? 'encoding' : part === 'header' ? 'header-json' : 'claims-json';
      if (check === reason?.id) return { part, cause };
    }
  }
  return undefined;
}

const FORGIVEN_BY_ATOB = ['padding', 'whitespace', 'non-canonical-bits'];

// ---- the differences ------------------------------------------------------------------------------------------

export const nesting: Difference = {
  name: 'nesting',
  why: 'We read 500 levels and no more, so that no token can exhaust the stack of whatever shows it; RFC 8259 §9 allows a limit.',
  accepts: 'theirs',
  when: (ours) => minded(ours)?.cause === 'too-deep',
  repair: (given) => again(given, { payload: Buffer.from('{}') }),
};

/** All in which jose differs from us. */
export const JOSE: Difference[] = [
  {
    name: 'sloppy signature encoding',
    why: 'jose decodes with the runtime, which passes over padding, whitespace and unused bits; the signature part is not covered by the signature, so anybody can rewrite it so.',
    accepts: 'theirs',
    when: (ours) => minded(ours)?.part === 'signature' && FORGIVEN_BY_ATOB.includes(minded(ours)?.cause ?? ''),
    repair: strictSignature,
  },
  {
    name: 'sloppy header or payload encoding, signed as it is',
    why: 'The same forgiving decoder, where the issuer encoded sloppily before signing.',
    accepts: 'theirs',
    when: (ours) => minded(ours)?.part !== 'signature' && FORGIVEN_BY_ATOB.includes(minded(ours)?.cause ?? ''),
    repair: (given) => again(given),
  },
  {
    name: 'byte order mark',
    why: 'jose decodes UTF-8 with TextDecoder, which drops a byte order mark; RFC 8259 §8.1 forbids writing one and lets a reader choose.',
    accepts: 'theirs',
    when: (ours) => minded(ours)?.cause === 'byte-order-mark',
    repair: (given) =>
      again(given, { header: withoutBom(given.token.header), payload: withoutBom(given.token.payload) }),
  },
  nesting,
  {
    name: 'a name twice in crit',
    why: 'RFC 7515 §4.1.11 forbids it; jose refuses it when signing but not when verifying.',
    accepts: 'theirs',
    when: (ours) => ours.reason?.id === 'crit' && ours.reason.actual === '"crit" lists "b64" twice',
    repair: (given) => again(given, { header: without(given.token.header, 'crit') }),
  },
  {
    name: 'RSA key below 2048 bits',
    why: 'jose refuses the key (RFC 7518 §3.3); our rules know the kind of a key, not its size, and leave that to the injected verifier.',
    accepts: 'ours',
    when: (_, { verifyingKey }) => (verifyingKey.asymmetricKeyDetails?.modulusLength ?? 2048) < 2048,
  },
  {
    name: 'curves that jose does not have',
    why: 'jose supports neither ES256K (RFC 8812) nor Ed448 (RFC 8037); node:crypto does.',
    accepts: 'ours',
    when: (_, { rules }) => rules.key === 'secp256k1' || rules.key === 'Ed448',
  },
];

// ---- the comparison -------------------------------------------------------------------------------------------

/** Whether jose accepts the token with these rules. */
export async function josesVerdict({ text, verifyingKey, rules }: Case): Promise<boolean> {
  try {
    await jwtVerify(text, verifyingKey, {
      currentDate: new Date(rules.now * 1000),
      ...(rules.algorithms && { algorithms: [...rules.algorithms] }),
      ...(rules.clockTolerance !== undefined && { clockTolerance: rules.clockTolerance }),
      ...(rules.issuer !== undefined && { issuer: rules.issuer as string | string[] }),
      ...(rules.audience !== undefined && { audience: rules.audience as string | string[] }),
      ...(rules.typ !== undefined && { typ: rules.typ }),
      ...(rules.requireClaims && { requiredClaims: [...rules.requireClaims] }),
    });
    return true;
  } catch {
    return false;
  }
}
