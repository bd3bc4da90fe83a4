import { createPublicKey } from 'node:crypto';
import * as vscode from 'vscode';
import { FRESH, freshKey } from './ask-key';
import { EDIT_SCHEME } from './schemes';
import type { EditDocuments } from './edit-documents';
import type { Keyring, RingKey } from './keyring';
import type { LoadKeys } from './use-keys';
import { t, told } from '../words';
import { choose } from '../questions';

/** Lists the keys that are kept or held, and lets the user forget them. */
export async function manageKeys(keyring: Keyring): Promise<void> {
  const remove: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('trash'), tooltip: t('Forget This Key') };
  const keep: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('save'), tooltip: t('Keep This Key…') };
  const picker = vscode.window.createQuickPick<vscode.QuickPickItem & { readonly id: string }>();
  picker.title = t('Manage Kept Keys');
  picker.placeholder = t('Kept keys are in secret storage; the others end with this window');
  const fill = async (): Promise<void> => {
    picker.items = (await keyring.all()).map(({ id, name, description, fingerprint, kept }) => ({
      id,
      label: name,
      description: kept ? t('kept') : t('in memory'),
      detail: t('{0}, fingerprint {1}', told(description), fingerprint),
      buttons: kept ? [remove] : [keep, remove],
    }));
    if (picker.items.length === 0) picker.placeholder = t('No keys are kept or held.');
  };
  const changes = keyring.onDidChange(() => void fill());
  await fill();
  picker.onDidTriggerItemButton(({ item, button }) => {
    if (button === remove) void keyring.forget(item.id);
    else void keepKey(keyring, item.id);
  });
  picker.onDidHide(() => {
    changes.dispose();
    picker.dispose();
  });
  picker.show();
}

/** Keeps a key under a name that the user gives. */
export async function keepKey(keyring: Keyring, id: string): Promise<void> {
  const key = await keyring.find(id);
  if (!key) return;
  const name = await vscode.window.showInputBox({
    title: t('Keep Key'),
    prompt: t("{0}. It goes into VS Code's secret storage until you remove it.", told(key.description)),
    value: key.name,
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? t('A name is needed to find it again.') : undefined),
  });
  if (name !== undefined) await keyring.keep(id, name.trim());
}

/** Makes a key of a kind that the user chooses, holds it in memory, and asks what to do with it. */
export async function generateKey(keyring: Keyring, documents: EditDocuments, loadKeys: LoadKeys): Promise<void> {
  const chosen = await choose(FRESH, {
    title: t('Generate Key'),
    placeHolder: t('For which algorithm?'),
    matchOnDetail: true,
  });
  if (!chosen) return;
  const held = await freshKey(chosen.key, keyring, loadKeys);
  await offer(held, keyring, documents, loadKeys);
}

interface Offer extends vscode.QuickPickItem {
  readonly take: () => unknown;
}

async function offer(held: RingKey, keyring: Keyring, documents: EditDocuments, loadKeys: LoadKeys): Promise<void> {
  const { publicJwk, publicPem, pem } = await formsOf(held, loadKeys);
  const copy = (text: string) => (): Thenable<void> => vscode.env.clipboard.writeText(text);
  const actions: Offer[] = [
    {
      label: t('Show'),
      detail: t('In an editor whose text is in memory only.'),
      take: async () => {
        const uri = documents.put(`/key-${held.id}/key.json`, `${held.text}\n`, { readonly: true });
        await vscode.window.showTextDocument(uri.with({ scheme: EDIT_SCHEME }), { preview: false });
      },
    },
    { label: t('Copy as JWK'), take: copy(held.text) },
    ...(pem === undefined ? [] : [{ label: t('Copy as PEM'), take: copy(pem) }]),
    ...(publicJwk === undefined ? [] : [{ label: t('Copy the Public Half as JWK'), take: copy(publicJwk) }]),
    ...(publicPem === undefined ? [] : [{ label: t('Copy the Public Half as PEM'), take: copy(publicPem) }]),
    {
      label: t('Keep…'),
      detail: t("In VS Code's secret storage, until you remove it."),
      take: () => keepKey(keyring, held.id),
    },
  ];
  const chosen = await choose(actions, {
    title: t('{0}, fingerprint {1}', held.name, held.fingerprint),
    placeHolder: t('The key is in memory until this window closes. What now?'),
    ignoreFocusOut: true,
  });
  await chosen?.take();
}

async function formsOf(
  { text }: RingKey,
  loadKeys: LoadKeys,
): Promise<{ readonly publicJwk?: string; readonly publicPem?: string; readonly pem?: string }> {
  const { readKey } = await loadKeys();
  const read = readKey(text, { as: 'jwk', purpose: 'sign' });
  if (!read.ok || read.key.role !== 'private') return {};
  const half = createPublicKey(read.key.key);
  return {
    pem: read.key.key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicPem: half.export({ type: 'spki', format: 'pem' }).toString(),
    publicJwk: JSON.stringify(
      { ...half.export({ format: 'jwk' }), use: 'sig', kid: read.key.kid, alg: read.key.alg },
      null,
      2,
    ),
  };
}
