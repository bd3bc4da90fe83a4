import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import ts from 'typescript';

const SRC = resolve(import.meta.dirname, '../../../src');

/** A text in the code, with the file that it stands in. */
export interface Written {
  readonly file: string;
  /** Where the code puts a value stands "7". */
  readonly text: string;
}

/** Every text in these files that has words, as the code writes it; what is thrown is for nobody to read. */
export function writtenTexts(pattern: RegExp): readonly Written[] {
  return readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((name) => pattern.test(name))
    .sort()
    .flatMap((file) => {
      const source = ts.createSourceFile(
        file,
        readFileSync(resolve(SRC, file), 'utf8'),
        ts.ScriptTarget.Latest,
        true,
        ts.ScriptKind.TS,
      );
      return [...texts(source)].filter((text) => /[a-z] [a-z]/.test(text)).map((text) => ({ file, text }));
    });
}

function* texts(node: ts.Node): Generator<string> {
  if (ts.isThrowStatement(node) || ts.isImportDeclaration(node) || ts.isTypeNode(node)) return;
  if (ts.isTemplateExpression(node)) {
    yield [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('7');
  } else if (ts.isStringLiteralLike(node)) {
    yield node.text;
  }
  for (const child of node.getChildren()) yield* texts(child);
}

/** Words of English that German does not have. */
const ENGLISH =
  /\b(?:[Tt]he|of|and|is|with|to|from|by|this|[Ii]t|its|has|have|are|not|at|that|which|because|after|before|on|whose|does|never|nothing|be|been|than|sent|other|for|or)\b/;

/** True where something of a text is still in English, but for what it quotes, addresses and status codes. */
export function isLeftInEnglish(said: string): boolean {
  const own = said.replace(/„[^“]*“|"[^"]*"|\w+:\/\/\S+|\b\d{3}(?: [A-Z][a-z]+){1,5}/g, '');
  return ENGLISH.test(own);
}
