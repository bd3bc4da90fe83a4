import { createPrivateKey, createPublicKey, X509Certificate, type KeyObject } from 'node:crypto';
import { heldKey } from './held-key';
import { describeKey, withArticle } from './kind';
import type { HeldKey, KeyFormat } from './types';

/** A key, or one sentence that says why not and quotes nothing of the text. */
export type KeyOrProblem = { readonly key: HeldKey } | { readonly problem: string };

const LABELS: Readonly<Record<string, KeyFormat>> = {
  'PUBLIC KEY': 'spki',
  'RSA PUBLIC KEY': 'pkcs1',
  'PRIVATE KEY': 'pkcs8',
  'ENCRYPTED PRIVATE KEY': 'pkcs8',
  'RSA PRIVATE KEY': 'pkcs1',
  'EC PRIVATE KEY': 'sec1',
  CERTIFICATE: 'x509',
  'TRUSTED CERTIFICATE': 'x509',
  'X509 CERTIFICATE': 'x509',
};

const ELSEWHERE: Readonly<Record<string, string>> = {
  'OPENSSH PRIVATE KEY':
    'This is a private key in OpenSSH’s own format; "ssh-keygen -p -m PKCS8" rewrites it as PKCS#8.',
  'CERTIFICATE REQUEST': 'This is a request for a certificate, not a certificate.',
  'PGP PUBLIC KEY BLOCK': 'This is a PGP key, which JOSE does not use.',
  'PGP PRIVATE KEY BLOCK': 'This is a PGP key, which JOSE does not use.',
  'DSA PRIVATE KEY': 'This is a DSA key, and JOSE has no algorithm for it.',
};

const NOT_IN_JOSE: readonly string[] = ['dsa', 'dh'];

interface Block {
  readonly label: string;
  readonly text: string;
}

/** Reads PEM: PKCS#1, PKCS#8, SEC 1, SPKI, X.509. Of several blocks a private key comes before a public one when wanted. */
export function readPem(text: string, preferPrivate: boolean, passphrase?: string): KeyOrProblem {
  // Environment variables and JSON often hold the line breaks as the two characters \n.
  const whole = text.includes('\n') ? text : text.replaceAll('\\r', '').replaceAll('\\n', '\n');
  const found = blocks(whole);
  if (typeof found === 'string') return { problem: found };
  const usable = found.filter(({ label }) => LABELS[label] !== undefined);
  if (usable.length === 0) {
    const label = found.find((block) => block.label !== 'EC PARAMETERS')?.label ?? 'EC PARAMETERS';
    return { problem: ELSEWHERE[label] ?? `A PEM block of this type ("${label.slice(0, 40)}") holds no key for JOSE.` };
  }
  const isPrivate = ({ label }: Block): boolean => label.includes('PRIVATE');
  const chosen = (preferPrivate ? usable.find(isPrivate) : usable.find((each) => !isPrivate(each))) ?? usable[0];
  const read = chosen ? readBlock(chosen, passphrase) : { problem: 'There is no PEM block.' };
  if ('problem' in read || usable.length === 1) return read;
  const note = `The text holds ${usable.length} keys or certificates; the ${isPrivate(chosen as Block) ? 'private key' : 'first'} was taken.`;
  return { key: { ...read.key, notes: [...read.key.notes, note] } };
}

function blocks(text: string): Block[] | string {
  const found: Block[] = [];
  let at = 0;
  for (;;) {
    const begin = text.indexOf('-----BEGIN ', at);
    if (begin < 0) return found.length > 0 ? found : 'There is no "-----BEGIN" line.';
    const labelEnd = text.indexOf('-----', begin + 11);
    if (labelEnd < 0 || labelEnd > begin + 100) return 'The "-----BEGIN" line is cut off.';
    const label = text.slice(begin + 11, labelEnd).trim();
    const closing = `-----END ${label}-----`;
    const end = text.indexOf(closing, labelEnd);
    if (end < 0)
      return `The PEM text begins but its line "-----END ${label.slice(0, 40)}-----" is missing: copy it whole.`;
    found.push({ label, text: text.slice(begin, end + closing.length) });
    at = end + closing.length;
  }
}

function readBlock({ label, text }: Block, passphrase: string | undefined): KeyOrProblem {
  const format = LABELS[label] as KeyFormat;
  const encrypted = label.startsWith('ENCRYPTED') || text.includes('Proc-Type: 4,ENCRYPTED');
  if (encrypted && passphrase === undefined) {
    return { problem: 'This private key is encrypted: its passphrase is needed.' };
  }
  try {
    if (format === 'x509') return fromCertificate(new X509Certificate(text));
    const key = label.includes('PRIVATE')
      ? createPrivateKey({ key: text, ...(passphrase !== undefined && { passphrase }) })
      : createPublicKey(text);
    return supported(key, format);
  } catch {
    // The runtime's own words may quote the key.
    if (encrypted) return { problem: 'The passphrase does not open this private key.' };
    return {
      problem: `The PEM block "${label}" cannot be read: it is damaged, or of a kind that this runtime does not have.`,
    };
  }
}

function fromCertificate(certificate: X509Certificate): KeyOrProblem {
  const read = supported(certificate.publicKey, 'x509');
  if ('problem' in read) return read;
  return { key: heldKey(read.key.key, 'x509', { certificate }) };
}

function supported(key: KeyObject, format: KeyFormat): KeyOrProblem {
  if (NOT_IN_JOSE.includes(key.asymmetricKeyType ?? '')) {
    return { problem: `This is ${withArticle(describeKey(key))}, and JOSE has no algorithm for it.` };
  }
  return { key: heldKey(key, format) };
}

/**
 * Reads base64 of DER without the lines of PEM, as identity providers show their keys on a page.
 * Undefined when the bytes are none of the structures.
 */
export function readDer(bytes: Uint8Array): HeldKey | undefined {
  const der = Buffer.from(bytes);
  if (der.length < 32 || der[0] !== 0x30) return undefined;
  const attempts: (() => KeyOrProblem)[] = [
    () => supported(createPublicKey({ key: der, format: 'der', type: 'spki' }), 'spki'),
    () => supported(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }), 'pkcs8'),
    () => fromCertificate(new X509Certificate(der)),
    () => supported(createPublicKey({ key: der, format: 'der', type: 'pkcs1' }), 'pkcs1'),
    () => supported(createPrivateKey({ key: der, format: 'der', type: 'pkcs1' }), 'pkcs1'),
    () => supported(createPrivateKey({ key: der, format: 'der', type: 'sec1' }), 'sec1'),
  ];
  for (const attempt of attempts) {
    try {
      const read = attempt();
      if ('key' in read) return read.key;
    } catch {
      // Not this structure; the next one may fit.
    }
  }
  return undefined;
}
