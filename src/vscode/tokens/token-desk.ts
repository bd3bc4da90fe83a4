import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { inspectAny, lint } from '../../jwt';
import type { Finding } from '../../model/token-protocol';
import { argument } from '../commands/arguments';
import type { Errors } from '../errors';
import { problems } from '../problem';
import type { Disposable } from '../signal';
import { keyFromFile } from './ask-key';
import { attackToken } from './attack-token';
import { completeClaims } from './claim-completion';
import { EditDocuments } from './edit-documents';
import { findToken } from './find-token';
import { fetchKeys, keyAddress } from './key-address';
import { Keyring } from './keyring';
import { madeWith } from './made-with';
import { generateKey, keepKey, manageKeys } from './manage-keys';
import { meantToken } from './meant-token';
import { oneCompact } from './one-compact';
import { sendToLab, type LabForTokens } from './send-to-lab';
import { SignAgain } from './sign-again';
import { offerSigning } from './sign-lens';
import { readTokenSettings } from './token-settings';
import { TokenView, type TokenViewIntent } from './token-view';
import { decryptWith, headerFor, keyText, readFor, verifyWith, type LoadKeys } from './use-keys';
import { t, told } from '../words';

export interface TokenDeskOptions {
  readonly extensionUri: vscode.Uri;
  readonly secrets: vscode.SecretStorage;
  readonly log: vscode.LogOutputChannel;
  readonly errors: Errors;
  readonly lab: LabForTokens;
  /** Real time, in whole seconds since 1970. */
  readonly now: () => number;
}

/** Findings are looked for in tokens up to this length, in UTF-16 units. */
const LARGEST_LINTED = 1_000_000;

type Handlers = {
  readonly [T in TokenViewIntent['type']]: (intent: Extract<TokenViewIntent, { type: T }>) => unknown;
};

/** Everything that is done with a token besides reading it where it stands: the view, keys, signing, forging. */
export class TokenDesk implements Disposable {
  readonly #options: TokenDeskOptions;
  readonly #loadKeys: LoadKeys;
  readonly #keyring: Keyring;
  readonly #documents = new EditDocuments();
  readonly #signAgain: SignAgain;
  readonly #parts: Disposable[];
  readonly view: TokenView;

  constructor(options: TokenDeskOptions, loadKeys: LoadKeys) {
    this.#options = options;
    this.#loadKeys = loadKeys;
    this.#keyring = new Keyring(options.secrets, randomUUID);
    this.#signAgain = new SignAgain(this.#documents, this.#keyring, loadKeys);
    this.view = new TokenView({
      extensionUri: options.extensionUri,
      log: options.log,
      cards: () => this.#keyring.cards(),
      findings: (token) => this.#findings(token),
    });
    this.#parts = [
      this.view,
      this.#documents,
      this.#keyring,
      completeClaims(options.now),
      offerSigning(),
      this.view.onIntent((intent) => this.#obey(intent)),
      this.#keyring.onDidChange((chosen) => void this.#postKeys(chosen)),
    ];
  }

  /** Shows what the meant token says. */
  async decode(args: readonly unknown[]): Promise<void> {
    const token = await this.#find(t('Decode JWT'), args);
    if (token !== undefined) this.view.show(token, { type: 'found' });
  }

  /** Opens a token that the diagram holds. Argument: `token`. */
  open(args: readonly unknown[]): void {
    const given = argument(args, 'token');
    const token = typeof given === 'string' ? meantToken(given) : undefined;
    if (token) this.view.show(token.text, { type: 'lab' });
    else this.#options.errors.tell(problems.noToken());
  }

  async editAndSign(args: readonly unknown[]): Promise<void> {
    const token = await this.#findCompact(t('Edit and Sign Again'), args);
    if (token !== undefined) await this.#signAgain.open(token);
  }

  /** Signs what is being edited and shows the result, marked as newly signed. */
  async sign(args: readonly unknown[]): Promise<void> {
    const outcome = await this.#signAgain.sign(args);
    if (outcome.type === 'refused') void vscode.window.showWarningMessage(told(outcome.message));
    if (outcome.type !== 'signed') return;
    const { token, ...origin } = outcome.signed;
    this.view.show(token, { type: 'signed', ...origin });
  }

  async attack(args: readonly unknown[]): Promise<void> {
    const token = await this.#findCompact(t('Attack This Token'), args);
    if (token === undefined) return;
    const outcome = await attackToken(token, this.#keyring, this.#loadKeys, args);
    if (outcome.type === 'impossible') void vscode.window.showWarningMessage(told(outcome.message));
    if (outcome.type === 'forged') this.view.show(outcome.token, outcome.origin);
  }

  async send(args: readonly unknown[]): Promise<void> {
    const token = await this.#findCompact(t('Send Token to the Lab'), args);
    if (token !== undefined) await sendToLab(token, this.#options.lab);
  }

  async generateKey(): Promise<void> {
    await generateKey(this.#keyring, this.#documents, this.#loadKeys);
  }

  async manageKeys(): Promise<void> {
    await manageKeys(this.#keyring);
  }

  dispose(): void {
    for (const part of this.#parts) part.dispose();
  }

  /** A JSON serialization is looked at signature by signature, by the view. */
  #findings(token: string): readonly Finding[] | undefined {
    if (token.length > LARGEST_LINTED) return undefined;
    const seen = inspectAny(token);
    if (seen.kind === 'jws-json' || seen.kind === 'jwe-json') return undefined;
    return lint(token, { now: this.#options.now(), off: readTokenSettings().off, madeWith });
  }

  /** Of the view when it is in front, else of the editor; `args` may name another. */
  async #find(title: string, args: readonly unknown[]): Promise<string | undefined> {
    const named = argument(args, 'token') ?? argument(args, 'at');
    if (named === undefined && this.view.isActive && this.view.shown) return this.view.shown.token;
    const found = await findToken(title, args);
    if (found.type === 'none') this.#options.errors.tell(problems.noToken());
    return found.type === 'token' ? found.token : undefined;
  }

  /** For what cannot be done with a token in JSON as a whole. */
  async #findCompact(title: string, args: readonly unknown[]): Promise<string | undefined> {
    const found = await this.#find(title, args);
    return found === undefined ? undefined : oneCompact(found);
  }

  async #obey(intent: TokenViewIntent): Promise<void> {
    const handle = this.#handlers[intent.type] as (intent: TokenViewIntent) => unknown;
    try {
      await handle(intent);
    } catch (error) {
      // Only the kind of mistake: its words could quote a token or a key.
      this.#options.errors.tell(problems.commandBroke(intent.type, error instanceof Error ? error.name : 'unknown'));
    }
  }

  readonly #handlers: Handlers = {
    verify: async ({ request, key: choice, ...asked }) => {
      const [keys, key] = await Promise.all([this.#loadKeys(), choice && keyText(choice, this.#keyring)]);
      if (choice && !key) {
        this.view.post({ type: 'verified', request, problem: { message: t('This key is not held any more.') } });
        return;
      }
      const { token, signature, expectations } = asked;
      const answer = verifyWith(keys, {
        token,
        expectations,
        now: this.#options.now(),
        key: key ?? undefined,
        ...(signature !== undefined && { signature }),
      });
      this.view.post({ type: 'verified', request, ...answer });
    },
    decrypt: async ({ request, token, key: choice }) => {
      const key = await keyText(choice, this.#keyring);
      const answer = key
        ? await decryptWith(await this.#loadKeys(), token, key)
        : { problem: { message: t('This key is not held any more.') } };
      this.view.post({ type: 'decrypted', request, ...answer });
    },
    chooseKeyFile: async () => {
      const file = await keyFromFile();
      if (file === 'too-large') this.view.post({ type: 'notice', message: t('The file is too large for a key.') });
      else if (file) await this.#hold(file.text, file.name);
    },
    fetchKeys: async ({ url: text }) => {
      const address = keyAddress(text);
      if (!address.ok) {
        this.view.post({ type: 'notice', message: address.message });
        return;
      }
      const { url } = address;
      const yes = t('Fetch');
      const detail = t(
        '{0}\n\nOne GET request goes to {1}. It carries neither the token nor a key.',
        url.href,
        url.host,
      );
      if ((await vscode.window.showInformationMessage(t('Fetch this key set?'), { modal: true, detail }, yes)) !== yes)
        return;
      const fetched = await fetchKeys(url);
      if (fetched.ok) await this.#hold(fetched.text, url.host);
      else this.view.post({ type: 'notice', message: fetched.message });
    },
    keepKey: async ({ key: choice }) => {
      if (choice.type === 'held') {
        await keepKey(this.#keyring, choice.id);
        return;
      }
      const held = await this.#hold(choice.text, t('My key'), choice.as, choice.passphrase);
      if (held !== undefined) await keepKey(this.#keyring, held);
    },
    generateKey: () => this.generateKey(),
    manageKeys: () => this.manageKeys(),
    copy: async ({ text }) => vscode.env.clipboard.writeText(text),
    act: async ({ what, token }) => {
      const args = [{ token }];
      if (what === 'editAndSign') await this.editAndSign(args);
      else if (what === 'attack') await this.attack(args);
      else await this.send(args);
    },
    attackLab: ({ attack }) => this.#options.lab.attack(attack),
    compare: ({ part }) => this.#signAgain.compare(part),
  };

  /** Reads a text as a key, holds it in memory and names it; says why where it is none. */
  async #hold(
    text: string,
    name: string,
    as: Parameters<typeof readFor>[1]['as'] = 'auto',
    passphrase?: string,
  ): Promise<string | undefined> {
    const token = this.view.shown?.token ?? '';
    const secret = passphrase !== undefined && passphrase !== '' ? { passphrase } : {};
    const read = readFor(await this.#loadKeys(), { text, as, ...secret }, 'verify', headerFor(token));
    if (!read.key) {
      this.view.post({ type: 'notice', message: read.ok ? '' : read.message });
      return undefined;
    }
    const { description, fingerprint } = read.key;
    return (await this.#keyring.hold({ name, description, fingerprint, text, as, ...secret })).id;
  }

  async #postKeys(chosen: string | undefined): Promise<void> {
    const keys = await this.#keyring.cards();
    this.view.post({ type: 'keys', keys, ...(chosen !== undefined && { chosen }) });
  }
}
