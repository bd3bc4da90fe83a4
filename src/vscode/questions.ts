import * as vscode from 'vscode';
import type { Outcome } from './walk';

export interface PickOptions<T> {
  readonly title: string;
  readonly placeholder: string;
  readonly items: readonly (vscode.QuickPickItem & { readonly value?: T })[];
  /** The entry that stands under the cursor at first. */
  readonly usual?: T;
  readonly first: boolean;
}

/** Lets the learner pick one of several, or go back. */
export async function pick<T, S>(
  { title, placeholder, items, usual, first }: PickOptions<T>,
  take: (value: T) => S,
): Promise<Outcome<S>> {
  const picker = vscode.window.createQuickPick<(typeof items)[number]>();
  picker.title = title;
  picker.placeholder = placeholder;
  picker.items = items;
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  const active = items.find(({ value }) => value !== undefined && value === usual);
  if (active) picker.activeItems = [active];
  return ask(picker, first, () => {
    const value = picker.selectedItems[0]?.value;
    return value === undefined ? null : { type: 'next', state: take(value) };
  });
}

export interface TypeOptions {
  readonly title: string;
  readonly prompt: string;
  readonly usual: string;
  readonly first: boolean;
}

/** Lets the learner type something that can be wrong: then a sentence says how, and nothing goes on. */
export async function type<S>(
  { title, prompt, usual, first }: TypeOptions,
  read: (text: string) => { readonly error: string } | { readonly state: S },
): Promise<Outcome<S>> {
  const box = vscode.window.createInputBox();
  box.title = title;
  box.prompt = prompt;
  box.value = usual;
  box.onDidChangeValue((text) => {
    const found = read(text);
    box.validationMessage = 'error' in found ? found.error : undefined;
  });
  return ask(box, first, () => {
    const found = read(box.value);
    if ('error' in found) {
      box.validationMessage = found.error;
      return null;
    }
    return { type: 'next', state: found.state };
  });
}

/** @param accept what Enter comes to; null when it is not accepted yet */
async function ask<S>(
  input: vscode.QuickPick<vscode.QuickPickItem> | vscode.InputBox,
  first: boolean,
  accept: () => Outcome<S> | null,
): Promise<Outcome<S>> {
  if (!first) input.buttons = [vscode.QuickInputButtons.Back];
  try {
    return await new Promise<Outcome<S>>((resolve) => {
      input.onDidAccept(() => {
        const outcome = accept();
        if (outcome) resolve(outcome);
      });
      input.onDidTriggerButton(() => resolve({ type: 'back' }));
      input.onDidHide(() => resolve({ type: 'left' }));
      input.show();
    });
  } finally {
    input.dispose();
  }
}
