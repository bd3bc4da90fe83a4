import * as vscode from 'vscode';
import type { NewKey } from '../../keys';
import type { Keyring, RingKey } from './keyring';
import type { LoadKeys } from './use-keys';
import { t } from '../words';

/** Files larger than this hold no key, in bytes. */
const LARGEST_FILE = 512 * 1024;

/** The keys that can be made on the spot. */
export const FRESH: readonly { readonly label: string; readonly detail: string; readonly key: NewKey }[] = [
  {
    label: 'HS256',
    detail: t('A shared secret of 32 bytes: whoever can verify can also sign.'),
    key: { type: 'secret', alg: 'HS256' },
  },
  { label: 'HS512', detail: t('A shared secret of 64 bytes.'), key: { type: 'secret', alg: 'HS512' } },
  {
    label: 'ES256',
    detail: t('An elliptic-curve key pair on P-256: short signatures.'),
    key: { type: 'EC', curve: 'P-256' },
  },
  { label: 'ES384', detail: t('An elliptic-curve key pair on P-384.'), key: { type: 'EC', curve: 'P-384' } },
  { label: 'ES512', detail: t('An elliptic-curve key pair on P-521.'), key: { type: 'EC', curve: 'P-521' } },
  {
    label: 'Ed25519',
    detail: t('An Edwards-curve key pair: fast, and hard to use wrongly.'),
    key: { type: 'Edwards', curve: 'Ed25519' },
  },
  {
    label: 'RS256',
    detail: t('An RSA key pair of 2048 bits: understood everywhere.'),
    key: { type: 'RSA', bits: 2048, alg: 'RS256' },
  },
  {
    label: 'PS256',
    detail: t('An RSA key pair of 2048 bits, for RSA-PSS.'),
    key: { type: 'RSA', bits: 2048, alg: 'PS256' },
  },
];

/** Makes a key and holds it until the window closes. */
export async function freshKey(what: NewKey, keyring: Keyring, loadKeys: LoadKeys): Promise<RingKey> {
  const { generateKey } = await loadKeys();
  const made = await generateKey(what);
  return keyring.hold({
    name: t('Generated {0}', made.alg),
    description: made.signing.description,
    fingerprint: made.signing.fingerprint,
    text: made.jwk,
    as: 'jwk',
  });
}

/** Lets the user choose a file and holds what is in it as a key, unread. Undefined when they gave up. */
export async function keyFromFile(): Promise<
  { readonly name: string; readonly text: string } | 'too-large' | undefined
> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const [uri] =
    (await vscode.window.showOpenDialog({
      title: t('Choose a Key File'),
      openLabel: t('Use This Key'),
      canSelectMany: false,
      ...(folder && { defaultUri: folder }),
      filters: {
        [t('Keys')]: ['pem', 'key', 'pub', 'crt', 'cer', 'jwk', 'jwks', 'json', 'txt'],
        [t('All Files')]: ['*'],
      },
    })) ?? [];
  return uri && readKeyFile(uri);
}

export async function readKeyFile(
  uri: vscode.Uri,
): Promise<{ readonly name: string; readonly text: string } | 'too-large'> {
  const { size } = await vscode.workspace.fs.stat(uri);
  if (size > LARGEST_FILE) return 'too-large';
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  return { name: uri.path.split('/').at(-1) ?? t('File'), text };
}
