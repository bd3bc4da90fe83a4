import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import ts from 'typescript';

const SRC = resolve(import.meta.dirname, '../../../src');

/** Every file of views and of the extension host. */
function files(pattern: RegExp): readonly ts.SourceFile[] {
  return readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((name) => pattern.test(name))
    .map((name) => {
      const kind = name.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
      return ts.createSourceFile(name, readFileSync(resolve(SRC, name), 'utf8'), ts.ScriptTarget.Latest, true, kind);
    });
}

function* nodes(node: ts.Node): Generator<ts.Node> {
  yield node;
  for (const child of node.getChildren()) yield* nodes(child);
}

/** What says a text in the reader's language. */
const SAYS = /^(?:t|say|vscode\.l10n\.t)$/;

/** Every text that code of ours asks for in the reader's language, out of the code itself. */
export function askedTexts(): ReadonlySet<string> {
  const asked = new Set<string>();
  for (const file of files(/^(?:webview|vscode)\/.*\.tsx?$/)) {
    for (const node of nodes(file)) {
      if (!ts.isCallExpression(node) || !SAYS.test(node.expression.getText())) continue;
      const [english] = node.arguments;
      if (english && ts.isStringLiteralLike(english)) asked.add(english.text);
    }
  }
  return asked;
}

/** A text in a page that is never said in the reader's language, with its place. */
export interface Escaped {
  readonly place: string;
  readonly text: string;
}

/** Attributes that a person reads or hears. */
const READ_ATTRIBUTES = /^(?:aria-(?:label|description|roledescription|valuetext)|title|placeholder|alt|label)$/;

/** Texts that stand in a page as they are written: between tags, and in attributes that a person reads or hears. */
export function escapedTexts(): readonly Escaped[] {
  return files(/^webview\/.*\.tsx$/).flatMap((file) =>
    [...nodes(file)].flatMap((node) =>
      writtenIn(node).map((text) => ({
        place: `${file.fileName}:${String(file.getLineAndCharacterOfPosition(node.getStart()).line + 1)}`,
        text: text.trim().replace(/\s+/g, ' '),
      })),
    ),
  );
}

function writtenIn(node: ts.Node): string[] {
  if (ts.isJsxText(node)) return worded([node.text]);
  if (ts.isJsxAttribute(node) && READ_ATTRIBUTES.test(node.name.getText()) && node.initializer) {
    const { initializer } = node;
    if (ts.isStringLiteral(initializer)) return worded([initializer.text]);
    return ts.isJsxExpression(initializer) ? worded(shownBy(initializer.expression)) : [];
  }
  const isChild = ts.isJsxExpression(node) && (ts.isJsxElement(node.parent) || ts.isJsxFragment(node.parent));
  return isChild ? worded(shownBy(node.expression)) : [];
}

/** The literals that an expression may come to; what a function gives is that function's. */
function shownBy(expression: ts.Expression | undefined): string[] {
  if (!expression) return [];
  if (ts.isStringLiteralLike(expression)) return [expression.text];
  if (ts.isTemplateExpression(expression)) {
    const { head, templateSpans } = expression;
    return [head.text, ...templateSpans.flatMap((span) => [...shownBy(span.expression), span.literal.text])];
  }
  if (ts.isParenthesizedExpression(expression)) return shownBy(expression.expression);
  if (ts.isConditionalExpression(expression))
    return [...shownBy(expression.whenTrue), ...shownBy(expression.whenFalse)];
  if (ts.isBinaryExpression(expression)) {
    const kind = expression.operatorToken.kind;
    if (kind === ts.SyntaxKind.AmpersandAmpersandToken) return shownBy(expression.right);
    if (kind === ts.SyntaxKind.QuestionQuestionToken || kind === ts.SyntaxKind.BarBarToken) {
      return [...shownBy(expression.left), ...shownBy(expression.right)];
    }
  }
  return [];
}

function worded(texts: readonly string[]): string[] {
  return texts.filter((text) => /\p{L}{2}/u.test(text));
}

/** The words of a text, without its places. */
export function wordsOf(text: string): string[] {
  return text.replace(/\{\d+\}/g, ' ').match(/\p{L}{3,}/gu) ?? [];
}

/**
 * Every word of every text in our code. What is recognized where it is shown was put together somewhere out of them.
 */
export function saidWords(): ReadonlySet<string> {
  const said = new Set<string>();
  for (const file of files(/\.tsx?$/)) {
    for (const node of nodes(file)) {
      const text =
        ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)
          ? node.text
          : null;
      for (const word of wordsOf(text ?? '')) said.add(word);
    }
  }
  return said;
}
