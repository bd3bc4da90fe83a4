import * as z from 'zod/mini';
import type { Check } from './checks';

/**
 * What the extension host and the token view say to each other. A token and a key may be somebody's real ones: they
 * travel between the two and stay in their memory. The view persists nothing.
 */

/** The ways in which a key's text can be read; `auto` guesses. */
export const KEY_READINGS = [
  'auto',
  'text',
  'base64',
  'base64url',
  'hex',
  'pkcs1',
  'pkcs8',
  'sec1',
  'spki',
  'x509',
  'jwk',
  'jwks',
] as const;
export type KeyReading = (typeof KEY_READINGS)[number];

/** A key as the view names it: the text that was typed there, or one that the host holds. */
export const keyChoice = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('typed'),
    text: z.string(),
    as: z.enum(KEY_READINGS),
    passphrase: z.optional(z.string()),
  }),
  z.object({ type: z.literal('held'), id: z.string() }),
]);
export type KeyChoice = z.infer<typeof keyChoice>;

/** What the verifier insists on, as in `Rules`, but for the clock and the key. */
export const expectations = z.object({
  algorithms: z.optional(z.array(z.string())),
  issuer: z.optional(z.array(z.string())),
  audience: z.optional(z.array(z.string())),
  typ: z.optional(z.string()),
  requireClaims: z.optional(z.array(z.string())),
  /** Seconds. */
  clockTolerance: z.optional(z.number()),
});
export type Expectations = z.infer<typeof expectations>;

/** What can be done with the token besides looking at it. */
export const TOKEN_ACTS = ['editAndSign', 'attack', 'sendToLab'] as const;
export type TokenAct = (typeof TOKEN_ACTS)[number];

/** View to host. */
export const tokenIntent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  /** `request` numbers the questions of the view, so that a late answer is not taken for the answer to the next. */
  z.object({
    type: z.literal('verify'),
    request: z.number(),
    token: z.string(),
    /** Which signature of a JWS in JSON; from 0. */
    signature: z.optional(z.int()),
    key: z.nullable(keyChoice),
    expectations,
  }),
  z.object({ type: z.literal('decrypt'), request: z.number(), token: z.string(), key: keyChoice }),
  z.object({ type: z.literal('chooseKeyFile') }),
  z.object({ type: z.literal('fetchKeys'), url: z.string() }),
  z.object({ type: z.literal('keepKey'), key: keyChoice }),
  z.object({ type: z.literal('generateKey') }),
  z.object({ type: z.literal('manageKeys') }),
  z.object({ type: z.literal('copy'), text: z.string() }),
  z.object({ type: z.literal('act'), what: z.enum(TOKEN_ACTS), token: z.string() }),
  /** Plays an attack against the lab's servers, with a token of the lab's own. */
  z.object({ type: z.literal('attackLab'), attack: z.string() }),
  /** Shows what was changed before signing, as VS Code shows differences. */
  z.object({ type: z.literal('compare'), part: z.enum(['header', 'payload']) }),
]);
export type TokenIntent = z.infer<typeof tokenIntent>;

/** A key of the host, as far as it may be shown. */
export interface KeyCard {
  readonly id: string;
  /** Where it comes from or what the user calls it. */
  readonly name: string;
  readonly description: string;
  readonly fingerprint: string;
  /** In secret storage; otherwise gone with the window. */
  readonly kept: boolean;
}

/** What speaks against a token, as the view shows it. */
export interface Finding {
  readonly id: string;
  readonly severity: 'error' | 'warning' | 'information';
  readonly message: string;
  readonly source: string;
  readonly fix?: { readonly title: string };
}

/** A part of a token that is not as it was. */
export interface PartChange {
  readonly part: 'header' | 'payload' | 'signature';
  readonly pointer?: string;
  readonly before?: string;
  readonly after?: string;
}

/** How the token came here. */
export type TokenOrigin =
  /** Found in a text, or given by the user. */
  | { readonly type: 'found' }
  /** From the diagram of a run. */
  | { readonly type: 'lab' }
  /** Signed here, now. */
  | {
      readonly type: 'signed';
      readonly alg: string;
      /** The key's description; never the key. */
      readonly key: string;
      readonly changes: readonly PartChange[];
      readonly notes: readonly string[];
    }
  | {
      readonly type: 'forged';
      /** The attack's id, by which the lab knows it too. */
      readonly id: string;
      readonly attack: string;
      /** What the attack changes, why it could work and what stops it, each a sentence. */
      readonly how: string;
      readonly why: string;
      readonly stops: string;
      readonly source: string;
      readonly changes: readonly PartChange[];
      readonly note?: string;
      /** The forged tokens to try; the first is the one that is shown. */
      readonly variants: readonly string[];
    };

/** A check that failed, passed or was not made, in order. */
export interface Verified {
  readonly verdict: 'accepted' | 'rejected' | 'unverified';
  readonly checks: readonly Check[];
  readonly key?: {
    readonly description: string;
    readonly fingerprint: string;
    /** How the text was read, as a sentence. */
    readonly how: string;
    readonly notes: readonly string[];
    /** Other ways in which the same text could be meant. */
    readonly alternatives: readonly KeyReading[];
  };
}

/** The key could not be used; the sentences never quote it. */
export interface KeyProblem {
  readonly message: string;
  readonly found?: string;
  readonly needed?: string;
}

export interface Decrypted {
  readonly alg: string;
  readonly enc: string;
  readonly bytes: number;
  /** Absent when the plaintext is not UTF-8. */
  readonly text?: string;
}

const object = <T>() => z.custom<T>((value) => typeof value === 'object' && value !== null);

/** Host to view. What stands deeper inside comes from the host's own code: its frame is checked, not its inside. */
export const tokenMessage = z.discriminatedUnion('type', [
  /** Everything: on `ready`, and whenever another token is to be shown. Equal revisions are the same token. */
  z.object({
    type: z.literal('show'),
    revision: z.number(),
    token: z.string(),
    origin: object<TokenOrigin>(),
    keys: z.array(object<KeyCard>()),
  }),
  /** `chosen` is the key that was just read, fetched, generated or kept. */
  z.object({ type: z.literal('keys'), keys: z.array(object<KeyCard>()), chosen: z.optional(z.string()) }),
  z.object({
    type: z.literal('verified'),
    request: z.number(),
    verified: z.optional(object<Verified>()),
    problem: z.optional(object<KeyProblem>()),
  }),
  z.object({
    type: z.literal('decrypted'),
    request: z.number(),
    decrypted: z.optional(object<Decrypted>()),
    problem: z.optional(object<KeyProblem>()),
  }),
  /** What the host found besides, as it can try secrets and knows the settings: in place of the view's own findings. */
  z.object({ type: z.literal('findings'), revision: z.number(), findings: z.array(object<Finding>()) }),
  /** Something that was asked for could not be done, in a sentence. */
  z.object({ type: z.literal('notice'), message: z.string() }),
]);
export type TokenMessage = z.infer<typeof tokenMessage>;
