import { claims, tutorialIds } from '../content/tutorials';
import type { Setup } from '../model';
import { nearest, type Diagnostic } from './diagnostics';
import { splitDocument, type Directive, type Part, type Piece, type Section } from './document';
import { readGlossary, type Glossary } from './glossary';
import type { Expected } from './impossible';
import { readProse } from './prose';
import type { Block, Mention, Prose } from './prose-types';
import { readAdvice } from './read-advice';
import { readAct, readScenario, readSetup, type ReadAct } from './read-actions';
import { readCondition } from './read-condition';
import { readPrediction } from './read-prediction';
import type { Action, Condition, Step, Tutorial } from './types';
import { actWords } from './words';
import { clip, YamlReader } from './yaml-reader';

export interface ParseOptions {
  /** Terms that every tutorial may use. */
  readonly glossary: Glossary;
  /** Ids that `needs` may name besides those of the course. */
  readonly others?: readonly string[];
  /** The id that the file's name asks for. */
  readonly id?: string;
}

export interface ParsedTutorial {
  /** Undefined when there is an error: half a tutorial is not played. */
  readonly tutorial: Tutorial | undefined;
  /** In the order of their places. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A tutorial is text for one sitting; whatever is longer is something else. */
export const LONGEST_TUTORIAL = 256 * 1024;
const MOST_STEPS = 40;
const MOST_DIAGNOSTICS = 100;
const ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
export const HEAD_KEYS = ['id', 'title', 'minutes', 'teaches', 'needs', 'scenario', 'setup'] as const;
export const STEP_KEYS = ['id', 'teaches'] as const;
export const CODE_KEYS = ['file', 'from', 'lines', 'says'] as const;
/** The heading that closes a tutorial and is no step. */
export const CLOSING = 'What to remember';

interface Head {
  readonly id: string;
  readonly title: string;
  readonly minutes: number;
  readonly teaches: string;
  readonly needs: readonly string[];
  readonly scenario: string;
  readonly setup: Setup;
}

/** Reads a tutorial and checks everything that can be checked without running it. Never throws. */
export function parseTutorial(source: string, options: ParseOptions): ParsedTutorial {
  const found: Diagnostic[] = [];
  const tell = (diagnostic: Diagnostic): void => {
    if (found.length < MOST_DIAGNOSTICS) found.push(diagnostic);
  };
  const tutorial = source.length > LONGEST_TUTORIAL ? tooLong(source, tell) : new Reading(source, options, tell).read();
  const diagnostics = found.sort((a, b) => a.line - b.line || a.column - b.column);
  return { tutorial: diagnostics.some(({ severity }) => severity === 'error') ? undefined : tutorial, diagnostics };
}

function tooLong(source: string, tell: (diagnostic: Diagnostic) => void): undefined {
  const kilobytes = Math.round(source.length / 1024);
  tell({
    line: 1,
    column: 1,
    endLine: 1,
    endColumn: 2,
    severity: 'error',
    message: `This file has ${kilobytes} KB; a tutorial has at most 256 KB. Split it.`,
  });
}

class Reading {
  readonly #ids = new Set<string>();
  readonly #mentions: (Mention & { readonly line: number })[] = [];
  #glossary: Glossary = {};
  /** The run that is under way at the step that is being read. */
  #run: Expected | null = null;

  constructor(
    private readonly source: string,
    private readonly options: ParseOptions,
    private readonly tell: (diagnostic: Diagnostic) => void,
  ) {}

  read(): Tutorial | undefined {
    const { head: headPiece, sections } = splitDocument(this.source, this.tell);
    const head = headPiece ? this.#head(headPiece) : undefined;
    const [opening, ...rest] = sections;
    const last = rest.at(-1);
    const closing = last?.title === CLOSING ? last : undefined;
    const stepSections = closing ? rest.slice(0, -1) : rest;
    if (headPiece && stepSections.length === 0)
      this.#error(1, 'A tutorial has steps. Begin one with "## " and its heading.');
    if (stepSections.length > MOST_STEPS)
      this.#error(stepSections[MOST_STEPS]?.line ?? 1, `A tutorial has at most ${MOST_STEPS} steps.`);
    const openingProse = opening ? this.#textOnly(opening, 'the opening') : [];
    const steps = stepSections.slice(0, MOST_STEPS).map((section) => this.#step(section, head));
    const closingProse = closing ? this.#textOnly(closing, `"${CLOSING}"`) : [];
    this.#checkMentions(head);
    if (!head || !steps.every((step) => step !== undefined)) return undefined;
    return { ...head, opening: openingProse, steps, closing: closingProse, glossary: this.#glossary };
  }

  #head(piece: Piece): Head | undefined {
    const yaml = new YamlReader(piece, this.tell);
    const members = yaml.members(yaml.root, HEAD_KEYS, 'The head');
    if (!members) return undefined;
    for (const key of HEAD_KEYS) {
      if (!members.has(key) && key !== 'needs' && key !== 'setup') {
        this.#error(piece.line, `The head lacks "${key}". Add a line "${key}: …".`);
      }
    }
    const value = (key: (typeof HEAD_KEYS)[number]) => members.get(key)?.value;
    const id = yaml.text(value('id'), 'The id', 60);
    const title = yaml.text(value('title'), 'The title', 120);
    const minutes = yaml.whole(value('minutes'), 'The number of minutes', 1, 240);
    const teaches = yaml.text(value('teaches'), 'What it teaches', 300);
    const scenario = readScenario(yaml, value('scenario'));
    const setup = members.has('setup') ? readSetup(yaml, value('setup')) : {};
    const known = [...tutorialIds, ...(this.options.others ?? [])] as readonly string[];
    const needs = (yaml.list(value('needs')) ?? []).map((node) => {
      const need = yaml.text(node, 'A needed tutorial');
      if (need !== undefined && !known.includes(need))
        yaml.unknown(node, need, known, `There is no tutorial "${clip(need)}"`);
      return need ?? '';
    });
    if (id !== undefined && !ID.test(id)) {
      yaml.error(value('id'), 'An id is written in small letters, digits and hyphens.', slug(id));
      return undefined;
    }
    if (id !== undefined && this.options.id !== undefined && id !== this.options.id) {
      yaml.error(value('id'), `The id is the file's name: "${this.options.id}".`, this.options.id);
    }
    if (id === undefined || title === undefined || minutes === undefined || teaches === undefined) return undefined;
    if (scenario === undefined || setup === undefined) return undefined;
    return { id, title, minutes, teaches, needs, scenario, setup };
  }

  #step(section: Section, head: Head | undefined): Step | undefined {
    const title = section.title ?? '';
    if (title === '') this.#error(section.line, 'A step needs a heading after "##".');
    if (title === CLOSING) this.#error(section.line, `"${CLOSING}" closes the tutorial. Move it to the end.`);
    const usual: Expected = head ?? { scenario: 'stateful', setup: {} };
    const about = this.#one(section, 'step');
    const { id, teaches } = this.#about(about, title, section.line);
    const actPiece = this.#one(section, 'act');
    const act = actPiece ? readAct(new YamlReader(actPiece, this.tell), usual, this.#run) : undefined;
    const starts = act?.actions.findLast(
      (action): action is Extract<Action, { type: 'start' }> => action.type === 'start',
    );
    if (starts) this.#run = { scenario: starts.scenario, setup: starts.setup };
    const donePiece = this.#one(section, 'done');
    const done = donePiece && this.#condition(donePiece);
    const predictPiece = this.#one(section, 'predict');
    const prediction =
      predictPiece &&
      readPrediction(predictPiece, this.#run, this.tell, (mention, line) => this.#mention(mention, line));
    const prose: Block[] = [];
    const after: Block[] = [];
    const hints: Prose[] = [];
    let text = prose;
    for (const part of section.parts) {
      if (part.type === 'directive' && part.name === 'hint') hints.push(this.#prose(part));
      else text.push(...this.#blocks(part));
      // What stands below the end of a step tells how it ends: nobody is asked for a guess after reading that.
      if (part.type === 'directive' && part.name === 'done') text = after;
    }
    if (!donePiece) {
      this.#error(section.line, 'This step never ends. Add a block "```done" that says what has to have happened.');
    }
    if (donePiece && this.#run === null) {
      this.#error(donePiece.line, 'Nothing runs yet, so nothing can happen. Give this step an act with "start: true".');
    }
    if (done && onlyLooksBack(done) && !actPiece) {
      this.#error(donePiece.line, 'This step is done before it begins. Give it an act, or leave out "since: run".');
    }
    if (!done || (actPiece && !act) || (predictPiece && !prediction)) return undefined;
    return {
      id,
      title,
      line: section.line,
      teaches,
      prose,
      after,
      hints,
      done,
      prediction: prediction ?? null,
      act: act ? { label: this.#label(act, usual), actions: act.actions } : null,
    };
  }

  #label({ label, actions }: ReadAct, usual: Expected): string {
    return label ?? actWords(actions, (this.#run ?? usual).scenario);
  }

  #condition(piece: Piece): Condition | undefined {
    const yaml = new YamlReader(piece, this.tell);
    return readCondition(yaml, yaml.root, 'What is to be done', this.#run);
  }

  /** Its id and its claims. */
  #about(piece: (Piece & { fence: number }) | undefined, title: string, line: number): Pick<Step, 'id' | 'teaches'> {
    const yaml = piece && new YamlReader(piece, this.tell);
    const members = yaml?.members(yaml.root, STEP_KEYS, 'A step');
    const idNode = members?.get('id')?.value;
    const id = (members?.has('id') ? yaml?.text(idNode, 'The id of a step', 60) : undefined) ?? slug(title);
    if (!ID.test(id)) {
      if (members?.has('id')) yaml?.error(idNode, 'An id is written in small letters, digits and hyphens.', slug(id));
      else this.#error(line, 'No id can be made from this heading. Add a block "```step" with "id: some-words".');
    }
    if (this.#ids.has(id))
      this.#error(piece?.line ?? line, `There are two steps with the id "${id}". Give this one another.`);
    this.#ids.add(id);
    const numbers = members?.has('teaches') ? (yaml?.list(members.get('teaches')?.value) ?? []) : [];
    const teaches = numbers.flatMap((node) => {
      const number = yaml?.whole(node, 'The number of a claim', 1, claims.length);
      return number === undefined ? [] : [number];
    });
    return { id, teaches };
  }

  /** The only block of this name in a section; every further one is told. */
  #one(section: Section, name: Directive): (Piece & { readonly fence: number }) | undefined {
    const [first, ...others] = section.parts.filter((part) => part.type === 'directive' && part.name === name);
    for (const other of others) {
      if (other.type === 'directive')
        this.#error(other.fence, `A step has one block "${name}". Join the two, or make another step.`);
    }
    return first?.type === 'directive' ? first : undefined;
  }

  #textOnly(section: Section, where: string): Prose {
    for (const part of section.parts) {
      if (part.type === 'directive' && part.name !== 'glossary' && part.name !== 'code' && part.name !== 'advise') {
        this.#error(part.fence, `"${part.name}" belongs to a step, not to ${where}. Put it under a heading "## …".`);
      }
    }
    return section.parts.flatMap((part) => this.#blocks(part));
  }

  /** What a part adds to the text. */
  #blocks(part: Part): Prose {
    switch (part.type) {
      case 'text':
        return this.#prose(part);
      case 'listing': {
        const [language = '', ...of] = part.info.split(/\s+/);
        return [{ type: 'listing', language, of: of.join(' '), text: part.text }];
      }
      case 'directive':
        if (part.name === 'code') return this.#excerpt(part);
        if (part.name === 'advise') return readAdvice(part, this.tell, (mention, line) => this.#mention(mention, line));
        if (part.name === 'glossary') this.#glossary = { ...this.#glossary, ...readGlossary(part, this.tell) };
        return [];
      default:
        return part satisfies never;
    }
  }

  #excerpt(piece: Piece): Prose {
    const yaml = new YamlReader(piece, this.tell);
    const members = yaml.members(yaml.root, CODE_KEYS, 'An excerpt');
    if (!members) return [];
    if (!members.has('file') || !members.has('from')) {
      yaml.error(yaml.root, 'An excerpt names its "file" and "from", a piece of its first line.');
      return [];
    }
    const file = yaml.text(members.get('file')?.value, 'The file', 120);
    const from = yaml.text(members.get('from')?.value, 'The beginning', 120);
    const lines = members.has('lines') ? yaml.whole(members.get('lines')?.value, 'The number of lines', 1, 60) : 8;
    const says = members.has('says') ? yaml.text(members.get('says')?.value, 'The caption', 200) : '';
    if (file !== undefined && !/^src\/apps\/[a-z][a-z-]*\.ts$/.test(file)) {
      yaml.error(
        members.get('file')?.value,
        'Only the code of a teaching server can be shown, as in src/apps/stateful.ts.',
      );
      return [];
    }
    if (file === undefined || from === undefined || lines === undefined || says === undefined) return [];
    return [{ type: 'excerpt', file, from, lines, says, line: piece.line }];
  }

  #prose(piece: Piece): Prose {
    return readProse(piece.text, (mention, line) => this.#mention(mention, piece.line + line));
  }

  #mention(mention: Mention, line: number): void {
    this.#mentions.push({ ...mention, line });
  }

  #checkMentions(head: Head | undefined): void {
    const known = { ...this.options.glossary, ...this.#glossary };
    for (const { what, name, line } of this.#mentions) {
      if (what === 'step') this.#checkLink(name, line, head);
      else if (!Object.hasOwn(known, name.trim().toLowerCase())) {
        this.#error(
          line,
          `The glossary has no "${clip(name)}". Explain it in a block "\`\`\`glossary", or leave out the brackets.`,
        );
      }
    }
  }

  /** Steps of other tutorials are not known here; whoever reads them all looks after them. */
  #checkLink(name: string, line: number, head: Head | undefined): void {
    const [tutorial = '', step] = name.split('/');
    const known = [...tutorialIds, ...(this.options.others ?? []), ...(head ? [head.id] : [])];
    if (!known.includes(tutorial)) {
      const meant = nearest(tutorial, known);
      this.#error(
        line,
        `There is no tutorial "${tutorial}". ${meant === undefined ? 'Leave the link out.' : `Did you mean "${meant}"?`}`,
      );
    } else if (tutorial === head?.id && step !== undefined && !this.#ids.has(step)) {
      this.#error(line, `This tutorial has no step "${step}". Steps: ${[...this.#ids].join(', ')}.`);
    }
  }

  #error(line: number, message: string): void {
    this.tell({ line, column: 1, endLine: line, endColumn: 200, severity: 'error', message });
  }
}

/** Only past events count, so it may hold already. */
function onlyLooksBack({ since }: Condition): boolean {
  return since === 'run';
}

/** "The right password" → "the-right-password" */
export function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');
}
