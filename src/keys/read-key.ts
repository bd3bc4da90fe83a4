import { findAlgorithm, isJsonObject, readJson } from '../jwt';
import { chooseKey } from './choose-key';
import { withArticle } from './kind';
import { mismatch } from './needed-kind';
import { readJwk } from './read-jwk';
import { readDer, readPem } from './read-pem';
import { isSecretFormat, possibleSecretForms, readSecret, secretBytes, type SecretFormat } from './secret-forms';
import type { HeldKey, KeyFormat, ReadKeyOptions, ReadKeyResult } from './types';
import { verifies } from './verify';

/** Longest text that is read as a key: a large key set. */
const LONGEST = 4_000_000;

/**
 * Reads a key from whatever text somebody has: a secret as text, base64, base64url or hex; PEM; base64 of DER; JWK; JWKS.
 * Never throws, and its sentences never quote the text.
 */
export function readKey(text: string, options: ReadKeyOptions = {}): ReadKeyResult {
  if (text.length > LONGEST) return problem('This text is too long for a key.');
  const plain = text.replace(/^\ufeff/, '');
  const trimmed = plain.trim();
  if (trimmed === '') return problem('There is no key: the text is empty.');
  const { as = 'auto' } = options;
  if (isSecretFormat(as as KeyFormat)) return readSecretAs(plain, as as SecretFormat, options);
  if (trimmed.includes('-----BEGIN ')) {
    const read = readPem(trimmed, options.purpose === 'sign' || options.purpose === 'decrypt', options.passphrase);
    return 'problem' in read
      ? problem(read.problem)
      : fitted(read.key, options, `Read as PEM: ${withArticle(read.key.description)}.`);
  }
  if (trimmed.startsWith('{') || trimmed.startsWith('[')) return readJsonKey(trimmed, options);
  if (as === 'jwk' || as === 'jwks') return problem('This is not JSON, so it is neither a JWK nor a key set.');
  if (/^(ssh-(rsa|ed25519)|ecdsa-sha2-\S+) /.test(trimmed)) {
    return problem('This is a public key in OpenSSH’s own format; "ssh-keygen -e -m PKCS8 -f FILE" writes it as PEM.');
  }
  const der = readDer(secretBytes(trimmed, 'base64') ?? secretBytes(trimmed, 'base64url') ?? new Uint8Array(0));
  if (der)
    return fitted(der, options, `Read as base64 of DER, PEM without its lines: ${withArticle(der.description)}.`);
  if (as !== 'auto') return problem(`This text is not ${as === 'x509' ? 'a certificate' : 'a key'} in PEM or DER.`);
  return guessSecret(plain, options);
}

function readJsonKey(text: string, options: ReadKeyOptions): ReadKeyResult {
  const json = readJson(text);
  if (!json.ok)
    return problem(
      `This looks like a JWK or a key set but is not JSON: it breaks off at offset ${json.problem.offset}.`,
    );
  const { value } = json;
  const notes = json.notes.some(({ cause }) => cause === 'duplicate-member')
    ? ['A member occurs twice in this JSON; the last one was taken.']
    : [];
  const set = Array.isArray(value)
    ? value
    : isJsonObject(value) && Array.isArray(value['keys'])
      ? value['keys']
      : undefined;
  if (set) {
    const choice = chooseKey(set, options.header);
    if (!choice.ok) return problem(choice.message);
    return fitted(withNotes(choice.key, notes), options, choice.how);
  }
  const read = readJwk(isJsonObject(value) ? value : {});
  if ('problem' in read) return problem(read.problem);
  return fitted(withNotes(read.key, notes), options, `Read as a JWK: ${withArticle(read.key.description)}.`);
}

function readSecretAs(text: string, format: SecretFormat, options: ReadKeyOptions): ReadKeyResult {
  const key = readSecret(format === 'text' ? withoutLineEnd(text) : text.trim(), format);
  if (!key) return problem(`This text is not ${format}.`);
  return fitted(key, options, `Read as ${format === 'text' ? 'plain text' : format}, as asked: ${key.bits / 8} bytes.`);
}

/** A secret can nearly always be meant in several ways: the token decides when there is one, else plain text is taken. */
function guessSecret(text: string, options: ReadKeyOptions): ReadKeyResult {
  const secret = withoutLineEnd(text);
  const forms = possibleSecretForms(secret.trim());
  const readings = forms.map((format) => readSecret(format === 'text' ? secret : secret.trim(), format));
  const others = (taken: KeyFormat): KeyFormat[] => forms.filter((format) => format !== taken);
  if (options.token !== undefined && isHmac(options)) {
    const match = readings.find((key) => key && verifies(options.token ?? '', key));
    if (match) {
      const form = match.format === 'text' ? 'plain text' : match.format;
      return fitted(
        match,
        options,
        `Read as ${form}, ${match.bits / 8} bytes: read so it matches the token.`,
        others(match.format),
      );
    }
  }
  const first = readings[0];
  if (!first) return problem('There is no key: the text is empty.');
  const alternatives = others('text');
  const doubt = alternatives.length > 0 ? ` It could also be meant as ${alternatives.join(' or ')}.` : '';
  return fitted(first, options, `Read as plain text, ${first.bits / 8} bytes.${doubt}`, alternatives);
}

function isHmac({ header }: ReadKeyOptions): boolean {
  const alg = header?.['alg'];
  return typeof alg !== 'string' || findAlgorithm(alg)?.keys.includes('secret') === true;
}

/** An editor ends a file with a line break that nobody means as a part of the secret. */
function withoutLineEnd(text: string): string {
  return text.replace(/\r?\n$/, '');
}

function fitted(
  key: HeldKey,
  options: ReadKeyOptions,
  how: string,
  alternatives: readonly KeyFormat[] = [],
): ReadKeyResult {
  const wrong = mismatch(key, options.header, options.purpose);
  if (!wrong) return { ok: true, key, how, alternatives };
  // Nobody wrote "shared secret": what was not understood as a key counts as one, and that should be said.
  const unknown =
    key.format === 'text' ? ' (The text is no PEM, no JWK and no key set, so it was taken for a secret.)' : '';
  return { ok: false, ...wrong, message: wrong.message + unknown, key };
}

function withNotes(key: HeldKey, notes: readonly string[]): HeldKey {
  return notes.length === 0 ? key : { ...key, notes: [...key.notes, ...notes] };
}

function problem(message: string): ReadKeyResult {
  return { ok: false, message };
}
