import { createPublicKey } from 'node:crypto';
import * as vscode from 'vscode';
import {
  attacks,
  isJsonObject,
  readJson,
  type Attack,
  type AttackTools,
  type Forgery,
  type JsonObject,
} from '../../jwt';
import type { TokenOrigin } from '../../model/token-protocol';
import { argument } from '../commands/arguments';
import type { Keyring } from './keyring';
import { readFor, type LoadKeys } from './use-keys';
import { t, told } from '../words';
import { choose } from '../questions';

/** Where the attacker would publish keys: a name that exists only within the lab. Nothing is ever fetched from it. */
const OWN_URL = 'https://evil.example/jwks.json';

export type AttackOutcome =
  | { readonly type: 'forged'; readonly token: string; readonly origin: Extract<TokenOrigin, { type: 'forged' }> }
  | { readonly type: 'impossible'; readonly message: string }
  | { readonly type: 'left' };

/**
 * Lets the user pick an attack and forges the token: a text, which goes nowhere by itself.
 * Arguments, for keybindings and tests: `attack`, its id; `claims`, an object; `publicKey`, a PEM.
 */
export async function attackToken(
  token: string,
  keyring: Keyring,
  loadKeys: LoadKeys,
  args: readonly unknown[],
): Promise<AttackOutcome> {
  const attack = await chooseAttack(argument(args, 'attack'));
  if (!attack) return { type: 'left' };
  const given = await toolsFor(attack, keyring, loadKeys, args);
  if (given === undefined) return { type: 'left' };
  if (typeof given === 'string') return { type: 'impossible', message: given };
  const { attackTools } = await loadKeys();
  const forgery = attack.forge(token, await attackTools(given));
  if (!forgery.ok) return { type: 'impossible', message: forgery.reason };
  return { type: 'forged', token: forgery.tokens[0], origin: originOf(attack, forgery) };
}

function originOf(attack: Attack, forgery: Extract<Forgery, { ok: true }>): Extract<TokenOrigin, { type: 'forged' }> {
  const { title, changes, why, stops, source } = attack;
  return {
    type: 'forged',
    id: attack.id,
    attack: title,
    how: changes,
    why,
    stops,
    source,
    changes: forgery.changes,
    variants: forgery.tokens,
    ...(forgery.note !== undefined && { note: forgery.note }),
  };
}

async function chooseAttack(named: unknown): Promise<Attack | undefined> {
  const known = attacks.find(({ id }) => id === named);
  if (known) return known;
  const chosen = await choose(
    attacks.map((attack) => ({
      label: t(attack.title),
      description: attack.source,
      detail: t(attack.changes),
      attack,
    })),
    {
      title: t('Attack This Token'),
      placeHolder: t('How is the token to be forged?'),
      matchOnDetail: true,
    },
  );
  return chosen?.attack;
}

/** @returns a sentence where something that was given cannot be used; undefined when the user gave up */
async function toolsFor(
  attack: Attack,
  keyring: Keyring,
  loadKeys: LoadKeys,
  args: readonly unknown[],
): Promise<Pick<AttackTools, 'publicKeyPem' | 'ownUrl' | 'claims'> | string | undefined> {
  let publicKeyPem: string | undefined;
  if (attack.needs.includes('publicKeyPem')) {
    const asked = argument(args, 'publicKey') ?? (await askPublicKey(keyring));
    if (typeof asked !== 'string') return undefined;
    const pem = await asPublicPem(asked, loadKeys);
    if (!pem.ok) return pem.message;
    publicKeyPem = pem.pem;
  }
  const claims = attack.needs.includes('claims') ? await askClaims(argument(args, 'claims')) : { role: 'admin' };
  if (!claims) return undefined;
  return { ownUrl: OWN_URL, claims, ...(publicKeyPem !== undefined && { publicKeyPem }) };
}

async function askPublicKey(keyring: Keyring): Promise<string | undefined> {
  const held = await keyring.all();
  const items = [
    ...held.map(({ name, description, text }) => ({ label: name, description: told(description), text })),
    { label: t('Paste the Public Key…'), description: '', text: undefined },
  ];
  const chosen =
    held.length === 0
      ? items[0]
      : await choose(items, {
          title: t('Attack This Token'),
          placeHolder: t("The server's public key, which everybody may know"),
        });
  if (!chosen) return undefined;
  return (
    chosen.text ??
    vscode.window.showInputBox({
      title: t('Attack This Token'),
      prompt: t("The server's public key, which everybody may know: PEM or JWK."),
      ignoreFocusOut: true,
    })
  );
}

/** A PEM exactly as given, line breaks included; of another form its public half as PEM. */
async function asPublicPem(
  text: string,
  loadKeys: LoadKeys,
): Promise<{ readonly ok: true; readonly pem: string } | { readonly ok: false; readonly message: string }> {
  if (text.includes('-----BEGIN PUBLIC KEY-----')) return { ok: true, pem: text };
  const read = readFor(await loadKeys(), { text, as: 'auto' }, 'verify', undefined);
  if (!read.ok) return { ok: false, message: read.message };
  if (read.key.role === 'secret')
    return { ok: false, message: t('This is a shared secret; the attack needs a public key.') };
  const half = read.key.role === 'private' ? createPublicKey(read.key.key) : read.key.key;
  return { ok: true, pem: half.export({ type: 'spki', format: 'pem' }).toString() };
}

async function askClaims(given: unknown): Promise<JsonObject | undefined> {
  if (typeof given === 'object' && given !== null) return given as JsonObject;
  const typed = await vscode.window.showInputBox({
    title: t('Attack This Token'),
    prompt: t('The claims that the forged token is to have, as a JSON object.'),
    value: '{ "role": "admin" }',
    valueSelection: [11, 16],
    ignoreFocusOut: true,
    validateInput: (text) => (readObject(text) ? undefined : t('This is not a JSON object.')),
  });
  return typed === undefined ? undefined : readObject(typed);
}

function readObject(text: string): JsonObject | undefined {
  const read = readJson(text);
  return read.ok && isJsonObject(read.value) ? read.value : undefined;
}
