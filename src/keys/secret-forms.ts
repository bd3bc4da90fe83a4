import { createSecretKey } from 'node:crypto';
import { decodeBase64url } from '../jwt';
import { heldKey } from './held-key';
import type { HeldKey, KeyFormat } from './types';

export type SecretFormat = 'text' | 'base64' | 'base64url' | 'hex';

/** The bytes that a text stands for in one of the forms; undefined when it is not written in that form. */
export function secretBytes(text: string, format: SecretFormat): Uint8Array | undefined {
  switch (format) {
    case 'text':
      return Buffer.from(text, 'utf8');
    case 'hex': {
      const digits = text.replace(/[\s:]/g, '');
      return digits.length % 2 === 0 && /^[0-9a-f]+$/i.test(digits) ? Buffer.from(digits, 'hex') : undefined;
    }
    case 'base64': {
      const plain = text.replace(/\s/g, '');
      if (!/^[0-9A-Za-z+/]+={0,2}$/.test(plain)) return undefined;
      const bytes = Buffer.from(plain, 'base64');
      return bytes.toString('base64').replace(/=+$/, '') === plain.replace(/=+$/, '') ? bytes : undefined;
    }
    case 'base64url': {
      const decoded = decodeBase64url(text.trim().replace(/=+$/, ''));
      return decoded.ok && decoded.bytes.length > 0 ? decoded.bytes : undefined;
    }
  }
}

/** Every way in which a text can be meant as a secret, plain text first. Below 8 bytes nobody means an encoding. */
export function possibleSecretForms(text: string): SecretFormat[] {
  const encoded = (['hex', 'base64', 'base64url'] as const).filter((format) => {
    const bytes = secretBytes(text, format);
    return bytes !== undefined && bytes.length >= 8;
  });
  // With neither "+", "/" nor "-", "_" both alphabets give the same bytes: one name is enough.
  const same = encoded.includes('base64') && encoded.includes('base64url');
  return ['text', ...encoded.filter((format) => !(same && format === 'base64url'))];
}

/** @returns the key, or undefined when the text is not written in that form or is empty */
export function readSecret(text: string, format: SecretFormat, notes: readonly string[] = []): HeldKey | undefined {
  const bytes = secretBytes(text, format);
  if (!bytes || bytes.length === 0) return undefined;
  return heldKey(createSecretKey(bytes), format, { notes });
}

export function isSecretFormat(format: KeyFormat): format is SecretFormat {
  return format === 'text' || format === 'base64' || format === 'base64url' || format === 'hex';
}
