import type { Diagnostic } from './diagnostics';
import type { Piece } from './document';
import { YamlReader } from './yaml-reader';

/** Terms in lower case with one sentence each. */
export type Glossary = Readonly<Record<string, string>>;

/** Reads `term: explanation` line by line. */
export function readGlossary(piece: Piece, tell: (diagnostic: Diagnostic) => void): Glossary {
  const yaml = new YamlReader(piece, tell);
  const terms: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [term, { value }] of yaml.entries(yaml.root, 'A glossary', 'term: explanation') ?? []) {
    const sentence = yaml.text(value, `The explanation of "${term}"`);
    if (sentence !== undefined) terms[term.trim().toLowerCase()] = sentence;
  }
  return { ...terms };
}
