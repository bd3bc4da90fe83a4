import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Node } from 'yaml';
import { nearest, type Diagnostic, type Place } from './diagnostics';
import type { Piece } from './document';
import type { Plain } from './types';

export type YamlNode = Node | null;

/** A member of a mapping: its key's place, for what is wrong with the key, and its value. */
export interface Member {
  readonly key: Node;
  readonly value: YamlNode;
}

/**
 * Reads one piece of YAML and tells what is wrong with it at the place where it stands in the file. Whatever reads on
 * with `undefined` has been told already.
 */
export class YamlReader {
  /** What the piece holds; undefined when it is no YAML. */
  readonly root: YamlNode | undefined;
  readonly #counter = new LineCounter();

  constructor(
    private readonly piece: Piece,
    private readonly tell: (diagnostic: Diagnostic) => void,
  ) {
    this.root = this.#parse();
  }

  /** The members of a mapping whose keys are all known; undefined for anything else. */
  members<K extends string>(
    node: YamlNode | undefined,
    keys: readonly K[],
    what: string,
  ): ReadonlyMap<K, Member> | undefined {
    const all = this.entries(node, what, keys.join(', '));
    if (!all) return undefined;
    const members = new Map<K, Member>();
    for (const [name, member] of all) {
      const known = keys.find((key) => key === name);
      if (known === undefined) this.unknown(member.key, name, keys, `${what} has no "${clip(name)}"`);
      else members.set(known, member);
    }
    return members;
  }

  /** Every member of a mapping, whatever its keys are. */
  entries(node: YamlNode | undefined, what: string, example = 'key: value'): Map<string, Member> | undefined {
    if (node === undefined) return undefined;
    if (!isMap(node)) {
      this.error(node, `${what} is written as "key: value". Keys: ${example}.`);
      return undefined;
    }
    const members = new Map<string, Member>();
    for (const { key, value } of node.items) {
      if (!isScalar(key)) {
        this.error(node, `A key of ${lower(what)} is a plain word.`);
        continue;
      }
      members.set(String(key.value), { key, value: value as YamlNode });
    }
    return members;
  }

  /** @returns the items; a single value counts as a list of one */
  list(node: YamlNode | undefined): readonly YamlNode[] | undefined {
    if (node === undefined) return undefined;
    return isSeq(node) ? (node.items as YamlNode[]) : [node];
  }

  isList(node: YamlNode | undefined): boolean {
    return isSeq(node);
  }

  isMapping(node: YamlNode | undefined): boolean {
    return isMap(node);
  }

  text(node: YamlNode | undefined, what: string, longest = 500): string | undefined {
    const value = this.plain(node, what);
    if (value === undefined) return undefined;
    if (typeof value === 'string' || typeof value === 'number') {
      const text = String(value);
      if (text.trim() === '') return this.error(node, `${what} is empty. Write something here.`);
      if (text.length > longest) return this.error(node, `${what} has at most ${longest} characters.`);
      return text;
    }
    return this.error(node, `${what} is a text. If it is one, put it in quotation marks.`);
  }

  whole(node: YamlNode | undefined, what: string, least: number, most: number): number | undefined {
    const value = this.plain(node, what);
    if (value === undefined) return undefined;
    if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
    return this.error(node, `${what} is a whole number from ${least} to ${most}.`);
  }

  number(node: YamlNode | undefined, what: string): number | undefined {
    const value = this.plain(node, what);
    if (value === undefined || typeof value === 'number') return value;
    return this.error(node, `${what} is a number.`);
  }

  flag(node: YamlNode | undefined, what: string): boolean | undefined {
    const value = this.plain(node, what);
    if (value === undefined || typeof value === 'boolean') return value;
    return this.error(node, `${what} is true or false.`);
  }

  /** One of these words. */
  word<W extends string>(node: YamlNode | undefined, words: readonly W[], what: string): W | undefined {
    const text = this.text(node, what);
    if (text === undefined) return undefined;
    const found = words.find((each) => each === text);
    if (found === undefined) this.unknown(node, text, words, `"${clip(text)}" is no ${lower(what)}`);
    return found;
  }

  plain(node: YamlNode | undefined, what: string): Plain | undefined {
    if (node === undefined) return undefined;
    if (node === null) return null;
    if (isScalar(node)) {
      const { value } = node;
      if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return value as Plain;
    }
    return this.error(node, `${what} is a single value, not a list or a mapping.`);
  }

  /** Anything as plain data. */
  data(node: YamlNode | undefined): unknown {
    if (node === undefined || node === null) return null;
    if (isMap(node)) {
      return Object.fromEntries(
        node.items.map(({ key, value }) => [isScalar(key) ? String(key.value) : '', this.data(value as YamlNode)]),
      );
    }
    if (isSeq(node)) return node.items.map((item) => this.data(item as YamlNode));
    return isScalar(node) ? node.value : null;
  }

  /** Tells that a word is not known, with the one that was probably meant. */
  unknown(node: YamlNode | undefined, word: string, known: readonly string[], sentence: string): void {
    const meant = nearest(word, known);
    const rest = meant === undefined ? `There are: ${shortList(known)}.` : `Did you mean "${meant}"?`;
    this.#tell(node, 'error', `${sentence}. ${rest}`, meant);
  }

  error(node: YamlNode | undefined, message: string, fix?: string): undefined {
    this.#tell(node, 'error', message, fix);
    return undefined;
  }

  warn(node: YamlNode | undefined, message: string, fix?: string): void {
    this.#tell(node, 'warning', message, fix);
  }

  /** Where a node stands in the file. */
  place(node: YamlNode | undefined): Place {
    const range = node?.range;
    return this.#span(range?.[0] ?? 0, range?.[1] ?? Math.max(1, this.piece.text.indexOf('\n')));
  }

  #tell(node: YamlNode | undefined, severity: Diagnostic['severity'], message: string, fix?: string): void {
    this.tell({ ...this.place(node), severity, message, ...(fix === undefined ? {} : { fix }) });
  }

  #span(from: number, to: number): Place {
    const start = this.#counter.linePos(from);
    const end = this.#counter.linePos(Math.max(from + 1, to));
    const offset = this.piece.line - 1;
    return {
      line: Math.max(1, start.line) + offset,
      column: Math.max(1, start.col),
      endLine: Math.max(1, end.line) + offset,
      endColumn: Math.max(2, end.col),
    };
  }

  #parse(): YamlNode | undefined {
    try {
      const document = parseDocument(this.piece.text, {
        lineCounter: this.#counter,
        prettyErrors: false,
        // Words such as "yes", "no" and "on" stay words.
        version: '1.2',
        customTags: [],
      });
      const wrong = document.errors[0] ?? document.warnings[0];
      if (wrong) {
        const [from, to] = wrong.pos;
        const [sentence = ''] = wrong.message.split('\n');
        this.tell({
          ...this.#span(from, to),
          severity: 'error',
          message: `This is no YAML: ${sentence.trim().replace(/[.:]?$/, '.')} Text with ": " or "#" in it needs quotation marks.`,
        });
        return undefined;
      }
      const root = document.contents as YamlNode;
      if (hasAlias(root)) {
        this.tell({
          ...this.#span(0, 1),
          severity: 'error',
          message: 'Anchors and aliases ("&x", "*x") are not used here. Write the value out.',
        });
        return undefined;
      }
      return root;
    } catch (error) {
      // Nested a thousand deep, the reader runs out of stack: that is no tutorial.
      if (!(error instanceof RangeError)) throw error;
      this.tell({ ...this.#span(0, 1), severity: 'error', message: 'This is nested too deeply. Make it flatter.' });
      return undefined;
    }
  }
}

function hasAlias(node: unknown): boolean {
  if (isAlias(node)) return true;
  if (isMap(node)) return node.items.some(({ key, value }) => hasAlias(key) || hasAlias(value));
  return isSeq(node) && node.items.some(hasAlias);
}

/** A word of somebody else's, short enough for a sentence. */
export function clip(text: string): string {
  const one = text.replace(/\s+/g, ' ').trim();
  return one.length > 40 ? `${one.slice(0, 40)}…` : one;
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function shortList(words: readonly string[]): string {
  return words.length > 12 ? `${words.slice(0, 12).join(', ')}, …` : words.join(', ');
}
