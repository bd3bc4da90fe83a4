import * as vscode from 'vscode';
import { dictionary, lookUp, type DictionaryEntry } from '../../jwt';
import { escapeMarkdown } from './markdown';
import { EDIT_SCHEME } from './schemes';
import { told } from '../words';

/** Completion and hovers from the dictionary, in the documents that are edited before signing. */
export function completeClaims(now: () => number): vscode.Disposable {
  const selector = { scheme: EDIT_SCHEME };
  return vscode.Disposable.from(
    vscode.languages.registerCompletionItemProvider(
      selector,
      {
        provideCompletionItems(document, position) {
          const where = whereIs(document);
          if (!where) return [];
          const before = document.lineAt(position.line).text.slice(0, position.character);
          // Names stand at the beginning of a line or after a brace or comma; the rest of a line is a value.
          const open = /(?:^|[{,])\s*("?)([^":,{}]*)$/.exec(before);
          if (!open) return [];
          const start = position.character - (open[1]?.length ?? 0) - (open[2]?.length ?? 0);
          const after = document.lineAt(position.line).text.slice(position.character);
          const end = position.character + (open[1] === '"' && after.startsWith('"') ? 1 : 0);
          const range = new vscode.Range(position.line, start, position.line, end);
          return dictionary(where).map((entry, index) => item(entry, index, range, /^\s*"?\s*:/.test(after), now()));
        },
      },
      '"',
    ),
    vscode.languages.registerHoverProvider(selector, {
      provideHover(document, position) {
        const where = whereIs(document);
        const range = document.getWordRangeAtPosition(position, /"[^"]*"/);
        if (!where || !range) return undefined;
        const entries = lookUp(where, document.getText(range).slice(1, -1));
        return entries.length === 0 ? undefined : new vscode.Hover(entries.map(about), range);
      },
    }),
  );
}

function whereIs(document: vscode.TextDocument): DictionaryEntry['where'] | undefined {
  if (document.uri.path.endsWith('/header.json')) return 'header';
  return document.uri.path.endsWith('/payload.json') ? 'claims' : undefined;
}

function item(
  entry: DictionaryEntry,
  index: number,
  range: vscode.Range,
  hasValue: boolean,
  now: number,
): vscode.CompletionItem {
  const completion = new vscode.CompletionItem(
    { label: entry.name, description: entry.source },
    vscode.CompletionItemKind.Property,
  );
  const value = entry.time === true ? String(now) : (entry.example ?? '""');
  completion.range = range;
  completion.filterText = `"${entry.name}"`;
  completion.insertText = hasValue ? `"${entry.name}"` : `"${entry.name}": ${value}`;
  completion.documentation = about(entry);
  // Registered names first, as the dictionary has them.
  completion.sortText = String(index).padStart(5, '0');
  return completion;
}

function about({ meaning, type, source }: DictionaryEntry): vscode.MarkdownString {
  return new vscode.MarkdownString(
    `${escapeMarkdown(told(meaning))}\n\n*${escapeMarkdown(told(type))}, ${escapeMarkdown(source)}*`,
  );
}
