import * as vscode from 'vscode';
import {
  findSerializations,
  findTokens,
  inspectAny,
  isMeant,
  lint,
  lintSerialization,
  type Finding,
  type Severity,
} from '../../jwt';
import { mayBeInSerialization, mayHoldToken } from './looks';
import { plainText } from '../../projections/tokens/plain-text';
import { speaksIn, type TokenSettings } from './token-settings';
import { t, told } from '../words';

/** Larger documents get no findings, in UTF-16 units: they are data, not something that somebody works on. */
const LARGEST = 1_000_000;
/** A document with more tokens than this is a log, whatever its language is called. */
const MOST_TOKENS = 100;

const SEVERITIES: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
};

interface Told {
  readonly diagnostic: vscode.Diagnostic;
  readonly finding: Finding;
  /** Where the token begins in the document. */
  readonly start: number;
}

/** What speaks against the tokens of documents that are on screen, as diagnostics, with fixes where there are any. */
export class Findings implements vscode.Disposable, vscode.CodeActionProvider {
  readonly #collection = vscode.languages.createDiagnosticCollection('auth-lab');
  readonly #told = new Map<string, { readonly version: number; readonly list: readonly Told[] }>();
  readonly #registration = vscode.languages.registerCodeActionsProvider('*', this, {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
  });

  tell(document: vscode.TextDocument, settings: TokenSettings, now: number): void {
    const list = this.#applies(document, settings) ? found(document, settings, now) : [];
    const key = document.uri.toString();
    if (list.length === 0) {
      this.forget(document);
      return;
    }
    this.#told.set(key, { version: document.version, list });
    this.#collection.set(
      document.uri,
      list.map(({ diagnostic }) => diagnostic),
    );
  }

  forget(document: vscode.TextDocument): void {
    if (this.#told.delete(document.uri.toString())) this.#collection.delete(document.uri);
  }

  provideCodeActions(
    document: vscode.TextDocument,
    _range: vscode.Range,
    context: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    const told = this.#told.get(document.uri.toString());
    if (!told || told.version !== document.version) return [];
    return told.list
      .filter(({ diagnostic }) => context.diagnostics.some((each) => isSame(each, diagnostic)))
      .flatMap((each) => actions(document, each));
  }

  dispose(): void {
    this.#registration.dispose();
    this.#collection.dispose();
    this.#told.clear();
  }

  /** The output panel, the debug console and the like show what others wrote: nobody can mend a token there. */
  #applies(document: vscode.TextDocument, settings: TokenSettings): boolean {
    return (
      settings.findings &&
      !['output', 'debug', 'vscode-terminal', 'comment', 'vscode-chat-code-block'].includes(document.uri.scheme) &&
      speaksIn(settings.findingsIn, document.languageId)
    );
  }
}

function found(document: vscode.TextDocument, settings: TokenSettings, now: number): Told[] {
  const text = document.getText();
  if (text.length > LARGEST) return [];
  const context = { now, off: settings.off };
  const tokens = mayHoldToken(text) ? findTokens(text) : [];
  const inJson = mayBeInSerialization(text) ? findSerializations(text) : [];
  if (tokens.length + inJson.length > MOST_TOKENS) return [];
  const linted = [
    ...tokens.map((token) => ({ token, findings: lint(token.text, context) })),
    ...inJson
      .filter((token) => isMeant(inspectAny(token.text)))
      .map((token) => ({ token, findings: lintSerialization(token, context) })),
  ];
  return linted.flatMap(({ token, findings }) =>
    findings.map((finding): Told => {
      const { offset, length } = finding.position;
      const begin = token.start + offset;
      const range = new vscode.Range(
        document.positionAt(begin),
        document.positionAt(Math.max(begin + 1, Math.min(begin + length, token.end))),
      );
      const message = plainText(`${told(finding.message)} (${finding.source})`);
      const diagnostic = new vscode.Diagnostic(range, message, SEVERITIES[finding.severity]);
      diagnostic.source = 'Auth Lab';
      diagnostic.code = finding.id;
      return { diagnostic, finding, start: token.start };
    }),
  );
}

/** VS Code hands back copies. */
function isSame(a: vscode.Diagnostic, b: vscode.Diagnostic): boolean {
  return a.source === b.source && a.code === b.code && a.range.isEqual(b.range) && a.message === b.message;
}

function actions(document: vscode.TextDocument, { diagnostic, finding, start }: Told): vscode.CodeAction[] {
  const list: vscode.CodeAction[] = [];
  const add = (title: string, change: Partial<vscode.CodeAction>): void => {
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    list.push(Object.assign(action, { diagnostics: [diagnostic] }, change));
  };
  const { fix } = finding;
  if (fix?.kind === 'replacement') {
    const from = document.positionAt(start + fix.offset);
    const to = document.positionAt(start + fix.offset + fix.length);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(from, to), fix.text);
    add(plainText(told(fix.title)), { edit, isPreferred: true });
  }
  const { line, character } = document.positionAt(start);
  const at = { uri: document.uri.toString(), line, character };
  if (fix?.kind === 'advice') {
    add(t('Edit and sign again: {0}', plainText(told(fix.title))), {
      command: { command: 'authLab.editAndSign', title: t('Edit and Sign Again'), arguments: [{ at }] },
    });
  }
  add(t('Switch off {0}', finding.id), {
    command: { command: 'authLab.switchOffRule', title: t('Switch Off Rule'), arguments: [{ rule: finding.id }] },
  });
  return list;
}
