import * as vscode from 'vscode';
import { translated, tutorialIds, TUTORIALS_FOLDER, type TutorialId } from '../../content/tutorials';
import {
  excerptsOf,
  cutExcerpt,
  parseTutorial,
  readGlossary,
  type Glossary,
  type ParsedTutorial,
  type Tutorial,
} from '../../tutorial';
import { wrongExcerpts } from '../../tutorial/excerpts';
import type { FilledExcerpt } from '../../tutorial/view-protocol';

/** Where somebody's own tutorials lie, below a folder of the workspace. */
const OWN_FOLDER = '.auth-lab/tutorials';
/** Beyond this many, somebody has put something else there. */
const MOST_OWN = 200;

export interface LibraryEntry {
  readonly tutorial: Tutorial;
  /** Ours, or from the workspace. */
  readonly own: boolean;
  readonly uri: vscode.Uri;
}

/** Every tutorial that can be taken: the course in its order, then those of a trusted workspace. */
export class Library {
  readonly #extensionUri: vscode.Uri;
  readonly #log: vscode.LogOutputChannel;
  #course: Promise<readonly LibraryEntry[]> | null = null;
  #own: Promise<readonly LibraryEntry[]> | null = null;
  #glossary: Promise<Glossary> | null = null;

  constructor(extensionUri: vscode.Uri, log: vscode.LogOutputChannel) {
    this.#extensionUri = extensionUri;
    this.#log = log;
  }

  async entries(): Promise<readonly LibraryEntry[]> {
    this.#course ??= this.#readCourse();
    this.#own ??= this.#readOwn();
    const [course, own] = await Promise.all([this.#course, this.#own]);
    const taken = new Set(course.map(({ tutorial }) => tutorial.id));
    return [...course, ...own.filter(({ tutorial }) => !taken.has(tutorial.id))];
  }

  async find(id: string): Promise<LibraryEntry | undefined> {
    return (await this.entries()).find(({ tutorial }) => tutorial.id === id);
  }

  /** Files of the workspace changed. */
  forgetOwn(): void {
    this.#own = null;
  }

  /** Terms that every tutorial may use. */
  glossary(): Promise<Glossary> {
    this.#glossary ??= this.#read(this.#file('glossary.yaml')).then((text) =>
      readGlossary({ text, line: 1 }, ({ message }) => this.#log.error(`glossary.yaml: ${message}`)),
    );
    return this.#glossary;
  }

  /** Reads a tutorial that is being written, and may not be one yet. */
  async check(source: string, id?: string): Promise<ParsedTutorial> {
    const parsed = await this.#parse(source, id, await this.#ownFiles());
    if (!parsed.tutorial) return parsed;
    const wrong = await wrongExcerpts(parsed.tutorial, (file) =>
      this.#read(vscode.Uri.joinPath(this.#extensionUri, file)).catch(() => undefined),
    );
    return wrong.length === 0 ? parsed : { tutorial: undefined, diagnostics: [...parsed.diagnostics, ...wrong] };
  }

  /** The lines of server code that a tutorial shows, by the place of each excerpt. */
  async excerpts(tutorial: Tutorial): Promise<Readonly<Record<number, FilledExcerpt>>> {
    const filled: Record<number, FilledExcerpt> = {};
    for (const excerpt of excerptsOf(tutorial)) {
      const source = await this.#read(vscode.Uri.joinPath(this.#extensionUri, excerpt.file)).catch(() => '');
      const cut = cutExcerpt(excerpt, source);
      if (cut) filled[excerpt.line] = cut;
    }
    return filled;
  }

  async #readCourse(): Promise<readonly LibraryEntry[]> {
    const all = await Promise.all(tutorialIds.map((id) => this.#readOne(this.#courseFile(id), id, false)));
    return all.filter((entry) => entry !== undefined);
  }

  /** A tutorial in the language of the editor, where it was translated. */
  #courseFile(id: TutorialId): vscode.Uri {
    const [language = ''] = vscode.env.language.split('-');
    const isTranslated = translated[language]?.includes(id) === true;
    return this.#file(isTranslated ? `${id}.${language}.md` : `${id}.md`);
  }

  async #readOwn(): Promise<readonly LibraryEntry[]> {
    const files = await this.#ownFiles();
    const all = await Promise.all(files.map((uri) => this.#readOne(uri, nameOf(uri), true, files)));
    return all.filter((entry) => entry !== undefined);
  }

  async #ownFiles(): Promise<readonly vscode.Uri[]> {
    // A tutorial runs nothing of its own, but it speaks with our voice: only where the workspace is trusted.
    if (!vscode.workspace.isTrusted) return [];
    const files = await vscode.workspace.findFiles(`${OWN_FOLDER}/*.md`, undefined, MOST_OWN);
    return files.sort((a, b) => a.path.localeCompare(b.path));
  }

  async #parse(source: string, id?: string, own: readonly vscode.Uri[] = []): Promise<ParsedTutorial> {
    const others = own.map(nameOf);
    return parseTutorial(source, { glossary: await this.glossary(), others, ...(id === undefined ? {} : { id }) });
  }

  async #readOne(
    uri: vscode.Uri,
    id: string,
    own: boolean,
    files: readonly vscode.Uri[] = [],
  ): Promise<LibraryEntry | undefined> {
    try {
      const { tutorial, diagnostics } = await this.#parse(await this.#read(uri), id, files);
      if (tutorial) return { tutorial, own, uri };
      const [first] = diagnostics;
      this.#log.warn(`The tutorial "${nameOf(uri)}" was left out: line ${first?.line ?? 1}: ${first?.message ?? ''}`);
    } catch (error) {
      this.#log.warn(`A tutorial could not be read: ${String(error)}`);
    }
    return undefined;
  }

  #file(name: string): vscode.Uri {
    return vscode.Uri.joinPath(this.#extensionUri, TUTORIALS_FOLDER, name);
  }

  async #read(uri: vscode.Uri): Promise<string> {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  }
}

/** The id that a file's name asks for. */
export function nameOf(uri: vscode.Uri): string {
  return uri.path.split('/').at(-1)?.replace(/\.md$/, '') ?? '';
}
