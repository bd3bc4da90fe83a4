import * as vscode from 'vscode';
import type { Outcome } from './walk';

/** Nobody reads a question and leaves it in less. */
const READING_MS = 500;

export interface PickOptions<T> {
  readonly title: string;
  readonly placeholder: string;
  readonly items: readonly (vscode.QuickPickItem & { readonly value?: T })[];
  /** The entry that stands under the cursor at first. */
  readonly usual?: T;
  readonly first: boolean;
}

/** Lets the learner pick one of several, or go back. */
export function pick<T, S>(options: PickOptions<T>, take: (value: T) => S): Promise<Outcome<S>> {
  return untilRead(() => showPicker(options, take), hasLeft);
}

function showPicker<T, S>(
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
export function type<S>(options: TypeOptions, read: Reader<S>): Promise<Outcome<S>> {
  return untilRead(() => showBox(options, read), hasLeft);
}

type Reader<S> = (text: string) => { readonly error: string } | { readonly state: S };

function showBox<S>({ title, prompt, usual, first }: TypeOptions, read: Reader<S>): Promise<Outcome<S>> {
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

/** One of several entries, or with `canPickMany` some of them; undefined when the learner left. */
export function choose<T extends vscode.QuickPickItem>(
  items: readonly T[],
  options: vscode.QuickPickOptions & { readonly canPickMany: true },
): Promise<T[] | undefined>;
export function choose<T extends vscode.QuickPickItem | string>(
  items: readonly T[],
  options: vscode.QuickPickOptions,
): Promise<T | undefined>;
export function choose(items: readonly vscode.QuickPickItem[], options: vscode.QuickPickOptions): Promise<unknown> {
  return untilRead<unknown>(
    () => vscode.window.showQuickPick(items, options),
    (chosen) => chosen === undefined,
  );
}

/**
 * Asks once more what was closed before anybody can have read it. When the command palette closes, VS Code gives the
 * focus back to the panel, but not at once: a question that is asked in the meantime loses it again, and so is closed.
 */
async function untilRead<T>(ask: () => Thenable<T>, left: (answer: T) => boolean): Promise<T> {
  const shown = performance.now();
  const answer = await ask();
  return left(answer) && performance.now() - shown < READING_MS ? ask() : answer;
}

function hasLeft({ type }: Outcome<unknown>): boolean {
  return type === 'left';
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
