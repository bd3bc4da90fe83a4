import * as vscode from 'vscode';
import { argument } from '../commands/arguments';
import { ask } from '../ask';

import { progressOf, type View } from '../../tutorial';
import { tutorialLink } from '../../tutorial/link';
import { Signal, type Disposable } from '../signal';
import { AuthorFiles } from './author-files';
import { Guide } from './guide';
import { Library, type LibraryEntry } from './library';
import { draftFromRun } from './new-tutorial';
import { ProgressKeeper } from './progress-keeper';
import { shown } from './shown';
import { TutorialNodes, type TutorialNode } from './tutorial-tree';
import { TUTORIAL_VIEW, TutorialView } from './tutorial-view';
import type { TutorialsOptions } from './tutorials-options';
import { shortName, t, told } from '../words';
import { choose } from '../questions';

/** As links name it. */
const EXTENSION = 'auth-lab.auth-lab';

/** Everything about tutorials that activation need not load. */
export class TutorialDesk implements Disposable {
  readonly library: Library;
  readonly progress: ProgressKeeper;
  readonly guide: Guide;
  readonly view: TutorialView;
  readonly nodes: TutorialNodes;
  readonly files: AuthorFiles;
  readonly #changes = new Signal<void>();
  /** What the tree shows changed. */
  readonly onDidChange = this.#changes.event;
  readonly #options: TutorialsOptions;
  readonly #listening: Disposable;
  /** The newest picture that was asked for; an older one that is ready later is thrown away. */
  #picture = 0;

  constructor(options: TutorialsOptions) {
    const { extensionUri, log, session, memory, settings, panel } = options;
    this.#options = options;
    this.library = new Library(extensionUri, log);
    this.progress = new ProgressKeeper(memory);
    this.guide = new Guide({
      session,
      progress: this.progress,
      pace: () => settings().pace,
      showCodeOf: options.showCodeOf,
      servers: options.servers,
      showPanel: () => panel.reveal(true),
      mayReplace: () => this.#mayReplace(),
      broke: options.broke,
    });
    this.view = new TutorialView(extensionUri, log);
    this.nodes = new TutorialNodes(this.library, this.progress, this.guide);
    this.files = new AuthorFiles(this.library, (tutorial) => {
      if (this.guide.taking?.preview && this.guide.taking.tutorial.id === tutorial.id) this.guide.refresh(tutorial);
      this.library.forgetOwn();
      this.#changes.fire();
    });
    this.#listening = vscode.Disposable.from(
      this.guide.onDidChange(() => void this.#draw()),
      this.progress.onDidChange(() => this.#changes.fire()),
      this.view.onIntent((intent) => this.#obey(intent)),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.refresh()),
      watchOwn(() => this.refresh()),
    );
  }

  /** Files of the workspace changed. */
  refresh(): void {
    this.library.forgetOwn();
    this.#changes.fire();
  }

  /**
   * Opens a tutorial. Arguments: `tutorial`, its id, without which it is asked for; `step`, the id of a step; `play`:
   * whether the run that leads there is played.
   */
  async open(args: readonly unknown[]): Promise<void> {
    const id = argument(args, 'tutorial');
    const entry = typeof id === 'string' ? await this.library.find(id) : await this.#choose();
    if (!entry) {
      if (typeof id === 'string') this.#options.tell(t('There is no tutorial "{0}".', id.slice(0, 60)));
      return;
    }
    const step = argument(args, 'step');
    const { tutorial } = entry;
    const index = tutorial.steps.findIndex((each) => each.id === step);
    if (typeof step === 'string' && index === -1) {
      this.#options.tell(t('"{0}" has no step "{1}". It begins where you left it.', tutorial.title, step.slice(0, 60)));
    }
    const same = this.guide.taking?.tutorial === tutorial;
    if (!same) this.guide.open(tutorial, typeof step === 'string' ? step : undefined);
    await this.reveal();
    if (index === -1) return;
    if (argument(args, 'play') === true) await this.guide.goTo(index);
    else if (same) this.guide.open(tutorial, tutorial.steps[index]?.id);
  }

  /** Brings the page of the tutorial on screen. */
  async reveal(): Promise<void> {
    await vscode.commands.executeCommand('setContext', 'authLab.inTutorial', this.guide.taking !== null);
    await vscode.commands.executeCommand(`${TUTORIAL_VIEW}.focus`);
  }

  /** Asks for a prediction, for those who steer by commands. Argument: `choice`. */
  async predict(args: readonly unknown[]): Promise<void> {
    const prediction = this.guide.step?.prediction;
    if (!prediction) {
      this.#options.tell(t('This step asks for no prediction.'));
      return;
    }
    const given = argument(args, 'choice');
    const items = prediction.choices.map(({ id, says }) => ({ label: says, id }));
    const chosen =
      typeof given === 'string'
        ? given
        : (
            await choose(items, {
              title: prediction.question,
              placeHolder: t('What do you think?'),
            })
          )?.id;
    if (chosen !== undefined) this.guide.predict(chosen);
  }

  /** Forgets what was done of one tutorial. */
  forget(args: readonly unknown[]): void {
    const [node] = args;
    const named = (node as { readonly tutorial?: { readonly id?: unknown } } | undefined)?.tutorial?.id;
    const id = typeof named === 'string' ? named : (argument(args, 'tutorial') ?? this.guide.taking?.tutorial.id);
    if (typeof id !== 'string') return;
    this.progress.forget(id);
    if (this.guide.taking?.tutorial.id === id) this.guide.open(this.guide.taking.tutorial);
  }

  /** Writes a draft from the run of the moment into a new document. */
  async newFromRun(): Promise<void> {
    const { run } = this.#options.session;
    if (!run) {
      this.#options.tell(t('There is no run yet. Start a demo, do something to it, and try again.'));
      return;
    }
    await draftFromRun(run);
  }

  /** Puts a link to a step on the clipboard. Argument: a step of the tree; otherwise the one that is open. */
  async copyLink(args: readonly unknown[]): Promise<void> {
    const [node] = args as readonly (TutorialNode | undefined)[];
    const { taking, step } = this.guide;
    const tutorial = node?.tutorial?.id ?? taking?.tutorial.id;
    const at = node ? (node.type === 'step' ? node.step.id : undefined) : step?.id;
    if (tutorial === undefined) {
      this.#options.tell(t('No tutorial is open. Open one, and copy the link at the step that it is to lead to.'));
      return;
    }
    const place = { tutorial, ...(at === undefined ? {} : { step: at }) };
    await vscode.env.clipboard.writeText(tutorialLink(vscode.env.uriScheme, EXTENSION, place));
    this.#options.tell(t('The link to this step is on the clipboard.'));
  }

  /** Shows the tutorial in the editor as a learner will see it, and follows what is typed. */
  async preview(): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    if (!vscode.workspace.isTrusted) {
      this.#options.tell(t('Tutorials of a folder are shown once the folder is trusted. Trust it, and try again.'));
      return;
    }
    const { tutorial, diagnostics } = document
      ? await this.library.check(document.getText())
      : { tutorial: undefined, diagnostics: [] };
    if (!document || !tutorial) {
      const [first] = diagnostics;
      this.#options.tell(
        first
          ? t('Line {0}: {1}', first.line, told(first.message))
          : t('Open the file of a tutorial first: a Markdown file with a head.'),
      );
      return;
    }
    this.guide.open(tutorial, tutorial.steps[0]?.id, true);
    await this.reveal();
  }

  /** Something was opened by a command of ours. */
  noteOpened(view: View): void {
    this.guide.noteOpened(view);
  }

  dispose(): void {
    this.#listening.dispose();
    this.files.dispose();
    this.guide.dispose();
    this.view.dispose();
    this.progress.dispose();
    this.#changes.dispose();
  }

  async #choose(): Promise<LibraryEntry | undefined> {
    const all = await this.library.entries();
    const { current } = this.progress.progress;
    // What was left in the middle comes first.
    const entries = [...all].sort((a, b) => Number(b.tutorial.id === current) - Number(a.tutorial.id === current));
    const items = entries.map((entry) => {
      const { id, title, minutes, teaches, steps } = entry.tutorial;
      const { done } = progressOf(this.progress.progress, id);
      const count = steps.filter((step) => done.includes(step.id)).length;
      return {
        label: title,
        description: count === 0 ? t('{0} min', minutes) : t('{0} of {1} done', count, steps.length),
        detail: teaches,
        entry,
      };
    });
    const chosen = await choose(items, {
      title: t('Open Tutorial'),
      placeHolder: t('Which one?'),
    });
    return chosen?.entry;
  }

  #mayReplace(): Promise<boolean> {
    const { run } = this.#options.session;
    if (!run) return Promise.resolve(true);
    return ask(
      t('A demo is running. Replace it?'),
      t('"{0}" ends, and that of the tutorial begins.', shortName(run.card)),
      t('Replace'),
    );
  }

  #obey(intent: Parameters<Parameters<TutorialView['onIntent']>[0]>[0]): unknown {
    const { guide } = this;
    switch (intent.type) {
      case 'act':
        return this.#actAndComeBack();
      case 'predict':
        return guide.predict(intent.choice);
      case 'hint':
        return guide.hint();
      case 'next':
        return this.next();
      case 'back':
        return guide.back();
      case 'reset':
        return guide.reset();
      case 'check':
        return guide.check();
      case 'goTo': {
        const index = guide.taking?.tutorial.steps.findIndex(({ id }) => id === intent.step) ?? -1;
        return index === -1 ? undefined : guide.goTo(index);
      }
      case 'follow': {
        const { tutorial, step } = intent;
        return this.open([step === '' ? { tutorial } : { tutorial, step, play: true }]);
      }
      case 'showTutorials':
        return vscode.commands.executeCommand('authLab.tutorials.focus');
      case 'showCode':
        return this.#options.showCode(intent.file, intent.line);
      default:
        return intent satisfies never;
    }
  }

  /** Whoever pressed the button in the view reads on there, whatever the step opened. */
  async #actAndComeBack(): Promise<void> {
    await this.guide.act();
    if (this.guide.step?.act?.actions.some(({ type }) => type === 'open')) {
      await vscode.commands.executeCommand(`${TUTORIAL_VIEW}.focus`);
    }
  }

  /** On to the next step, or from the closing page to the next tutorial. */
  async next(): Promise<void> {
    const { taking } = this.guide;
    if (!taking) return;
    if (taking.index < taking.tutorial.steps.length) {
      await this.guide.next();
      return;
    }
    const next = await this.#nextTutorial(taking.tutorial.id);
    if (next) this.guide.open(next.tutorial);
    else await vscode.commands.executeCommand('authLab.tutorials.focus');
  }

  async #nextTutorial(id: string): Promise<LibraryEntry | undefined> {
    const course = (await this.library.entries()).filter(({ own }) => !own);
    const at = course.findIndex(({ tutorial }) => tutorial.id === id);
    return at === -1 ? undefined : course[at + 1];
  }

  async #draw(): Promise<void> {
    const picture = ++this.#picture;
    const { taking } = this.guide;
    const next = taking ? await this.#nextTutorial(taking.tutorial.id) : undefined;
    const excerpts = taking ? await this.library.excerpts(taking.tutorial) : {};
    const glossary = await this.library.glossary();
    if (picture !== this.#picture) return;
    this.view.show(
      shown(this.guide, {
        progress: this.progress.progress,
        glossary,
        excerpts,
        next: next ? { id: next.tutorial.id, title: next.tutorial.title } : null,
      }),
    );
    this.#changes.fire();
  }
}

function watchOwn(changed: () => void): Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher('**/.auth-lab/tutorials/*.md');
  return vscode.Disposable.from(
    watcher,
    watcher.onDidCreate(changed),
    watcher.onDidChange(changed),
    watcher.onDidDelete(changed),
  );
}
