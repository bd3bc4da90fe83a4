import * as vscode from 'vscode';
import { algorithmsFor, inspect, isJsonObject, readJson, type JsonObject } from '../../jwt';
import type { HeldKey, NewKey } from '../../keys';
import type { PartChange } from '../../model/token-protocol';
import { memberChanges } from '../../projections/tokens/changes';
import { compactJson, prettyJson } from '../../projections/tokens/json-layout';
import { argument } from '../commands/arguments';
import { FRESH, freshKey, keyFromFile } from './ask-key';
import type { EditDocuments } from './edit-documents';
import type { Keyring } from './keyring';
import { readFor, type LoadKeys } from './use-keys';
import { t, told } from '../words';
import { choose } from '../questions';

/** A token that is open for editing. */
interface Edit {
  readonly folder: string;
  readonly header: vscode.Uri;
  readonly payload: vscode.Uri;
  readonly before: { readonly header: vscode.Uri; readonly payload: vscode.Uri };
  readonly was: { readonly header: JsonObject; readonly payload: JsonObject };
}

export interface Signed {
  readonly token: string;
  readonly alg: string;
  readonly key: string;
  readonly changes: readonly PartChange[];
  readonly notes: readonly string[];
}

export type SignOutcome =
  | { readonly type: 'signed'; readonly signed: Signed }
  | { readonly type: 'refused'; readonly message: string }
  | { readonly type: 'left' };

/** Header and payload as JSON in editors, and what is signed of them. The token itself is never changed. */
export class SignAgain {
  readonly #documents: EditDocuments;
  readonly #keyring: Keyring;
  readonly #loadKeys: LoadKeys;
  #edits: readonly Edit[] = [];
  #count = 0;

  constructor(documents: EditDocuments, keyring: Keyring, loadKeys: LoadKeys) {
    this.#documents = documents;
    this.#keyring = keyring;
    this.#loadKeys = loadKeys;
  }

  /** Opens header and payload side by side. */
  async open(token: string): Promise<void> {
    const seen = inspect(token);
    const header = seen.header;
    const payload = seen.kind === 'jwe' ? undefined : seen.payload;
    this.#count += 1;
    const folder = `/${this.#count}`;
    const headerText = header.object ? prettyJson(header.text) : '{\n  "alg": "HS256",\n  "typ": "JWT"\n}';
    const payloadText = payload?.value === undefined ? (payload?.text ?? '{}') : prettyJson(payload.text);
    const edit: Edit = {
      folder,
      header: this.#documents.put(`${folder}/header.json`, `${headerText}\n`),
      payload: this.#documents.put(`${folder}/payload.json`, `${payloadText}\n`),
      before: {
        header: this.#documents.put(`${folder}/before/header.json`, `${headerText}\n`, { readonly: true }),
        payload: this.#documents.put(`${folder}/before/payload.json`, `${payloadText}\n`, { readonly: true }),
      },
      was: { header: header.object ?? {}, payload: payload?.object ?? {} },
    };
    // What was closed meanwhile is forgotten here as well.
    this.#edits = [...this.#edits.filter(({ header: uri }) => this.#documents.textOf(uri) !== undefined), edit];
    await vscode.window.showTextDocument(edit.header, { viewColumn: vscode.ViewColumn.Active, preview: false });
    await vscode.window.showTextDocument(edit.payload, { viewColumn: vscode.ViewColumn.Beside, preview: false });
  }

  /**
   * Signs what stands in the editors. Arguments, for keybindings and tests: `fresh`, the name of an algorithm to make
   * a key for, or `key`, a key's text.
   */
  async sign(args: readonly unknown[]): Promise<SignOutcome> {
    const edit = this.#current();
    if (!edit) return { type: 'refused', message: t('No token is open for editing.') };
    const header = compactText(this.#documents.textOf(edit.header));
    const payload = compactText(this.#documents.textOf(edit.payload));
    const read = readJson(header);
    if (!read.ok) return { type: 'refused', message: t('The header is not JSON: {0}', told(read.problem.message)) };
    if (!isJsonObject(read.value)) return { type: 'refused', message: t('The header is not a JSON object.') };

    const key = await this.#key(args, read.value);
    if (key === undefined) return { type: 'left' };
    if (typeof key === 'string') return { type: 'refused', message: key };
    const alg = await chooseAlg(key, read.value);
    if (alg === undefined) return { type: 'left' };
    const { signToken } = await this.#loadKeys();
    const result = signToken({ header, payload, key, alg });
    if (!result.ok) return { type: 'refused', message: result.message };
    const now = readJson(payload);
    const after = now.ok && isJsonObject(now.value) ? now.value : {};
    const changes: PartChange[] = [
      ...memberChanges(edit.was.header, { ...read.value, alg }).map((each) => ({ part: 'header', ...each }) as const),
      ...memberChanges(edit.was.payload, after).map((each) => ({ part: 'payload', ...each }) as const),
    ];
    return {
      type: 'signed',
      signed: { token: result.token, alg: result.alg, key: key.description, changes, notes: result.notes },
    };
  }

  /** Shows what was changed in a part of the token that was edited last. */
  async compare(part: 'header' | 'payload'): Promise<void> {
    const edit = this.#edits.at(-1);
    if (!edit) return;
    // Both may have been closed and forgotten.
    if (this.#documents.textOf(edit[part]) === undefined || this.#documents.textOf(edit.before[part]) === undefined) {
      void vscode.window.showInformationMessage(t('The edited text was closed and is not kept.'));
      return;
    }
    const title = part === 'header' ? t('Header: before and after') : t('Payload: before and after');
    await vscode.commands.executeCommand('vscode.diff', edit.before[part], edit[part], title);
  }

  /** The edit whose text is in front, else the last one that is still open. */
  #current(): Edit | undefined {
    const active = vscode.window.activeTextEditor?.document.uri.toString();
    const open = this.#edits.filter(({ header }) => this.#documents.textOf(header) !== undefined);
    return (
      open.find(({ header, payload }) => [header, payload].some((uri) => uri.toString() === active)) ?? open.at(-1)
    );
  }

  /** @returns a sentence where the key cannot sign; undefined when the user gave up */
  async #key(args: readonly unknown[], header: JsonObject): Promise<HeldKey | string | undefined> {
    const keys = await this.#loadKeys();
    const read = (text: string, as: Parameters<typeof readFor>[1]['as'], passphrase?: string): HeldKey | string => {
      // Without `alg`: a key of another kind is no mistake here, its own algorithm is used.
      const wanted = Object.fromEntries(Object.entries(header).filter(([name]) => name === 'kid'));
      const result = readFor(keys, { text, as, ...(passphrase !== undefined && { passphrase }) }, 'sign', wanted);
      return result.ok ? result.key : result.message;
    };
    const fresh = FRESH.find(({ label }) => label === argument(args, 'fresh'));
    if (fresh) return this.#made(fresh.key, read);
    const given = argument(args, 'key');
    if (typeof given === 'string') return read(given, 'auto');

    const held = await this.#keyring.all();
    type Item = vscode.QuickPickItem & { readonly take?: () => Promise<HeldKey | string | undefined> };
    const items: Item[] = [
      ...held.map(({ name, description, text, as, passphrase }): Item => ({
        label: name,
        description: told(description),
        take: () => Promise.resolve(read(text, as, passphrase)),
      })),
      { label: t('A fresh key'), kind: vscode.QuickPickItemKind.Separator },
      ...FRESH.map(({ label, detail, key }): Item => ({
        label: t('Fresh {0} key', label),
        detail,
        take: () => this.#made(key, read),
      })),
      { label: t('A key that you have'), kind: vscode.QuickPickItemKind.Separator },
      {
        label: t('Type or Paste a Key…'),
        take: async () => {
          const text = await vscode.window.showInputBox({
            title: t('Sign Token'),
            prompt: t('A secret, a JWK or a PEM. It stays in memory and is not kept.'),
            password: true,
            ignoreFocusOut: true,
          });
          return text === undefined ? undefined : read(text, 'auto');
        },
      },
      {
        label: t('Key from a File…'),
        take: async () => {
          const file = await keyFromFile();
          if (file === 'too-large') return t('The file is too large for a key.');
          return file && read(file.text, 'auto');
        },
      },
    ];
    const chosen = await choose(items, {
      title: t('Sign Token'),
      placeHolder: t('Which key signs?'),
      ignoreFocusOut: true,
    });
    return chosen?.take?.();
  }

  async #made(what: NewKey, read: (text: string, as: 'jwk') => HeldKey | string): Promise<HeldKey | string> {
    return read((await freshKey(what, this.#keyring, this.#loadKeys)).text, 'jwk');
  }
}

/** What is signed has no whitespace between its values, like the tokens that libraries make. */
function compactText(text: string | undefined): string {
  if (text === undefined) return '';
  return readJson(text).ok ? compactJson(text) : text.trim();
}

/** The header's own algorithm when the key fits it, else the key's. */
async function chooseAlg(key: HeldKey, header: JsonObject): Promise<string | undefined> {
  if (!key.kind) return 'none';
  const possible = algorithmsFor(key.kind);
  const wanted = [key.alg, header['alg']].find((alg) => typeof alg === 'string' && possible.includes(alg));
  if (typeof wanted === 'string') return wanted;
  if (possible.length <= 1) return possible[0];
  return choose(possible, { title: t('Sign Token'), placeHolder: t('Which algorithm?') });
}
