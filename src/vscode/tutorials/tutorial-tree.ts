import * as vscode from 'vscode';
import { progressOf, type Step, type Tutorial } from '../../tutorial';
import { commandId } from '../commands/ids';
import type { Guide } from './guide';
import type { Library } from './library';
import type { ProgressKeeper } from './progress-keeper';
import { t } from '../words';

export type TutorialNode =
  | { readonly type: 'tutorial'; readonly tutorial: Tutorial; readonly own: boolean }
  | { readonly type: 'step'; readonly tutorial: Tutorial; readonly step: Step };

/** The tutorials and their steps, with what has come true so far. */
export class TutorialNodes {
  constructor(
    private readonly library: Library,
    private readonly progress: ProgressKeeper,
    private readonly guide: Guide,
  ) {}

  async children(node?: TutorialNode): Promise<TutorialNode[]> {
    if (!node) {
      return (await this.library.entries()).map(({ tutorial, own }) => ({ type: 'tutorial', tutorial, own }));
    }
    if (node.type === 'step') return [];
    return node.tutorial.steps.map((step) => ({ type: 'step', tutorial: node.tutorial, step }));
  }

  item(node: TutorialNode): vscode.TreeItem {
    return node.type === 'tutorial' ? this.#tutorial(node) : this.#step(node);
  }

  #tutorial({ tutorial, own }: Extract<TutorialNode, { type: 'tutorial' }>): vscode.TreeItem {
    const { id, title, minutes, teaches, steps } = tutorial;
    const { done } = progressOf(this.progress.progress, id);
    const count = steps.filter((step) => done.includes(step.id)).length;
    const current = this.guide.taking?.tutorial.id === id;
    const item = new vscode.TreeItem(title, vscode.TreeItemCollapsibleState.Collapsed);
    item.id = id;
    // The one that was open when the window closed: a click goes on with it.
    const left = !this.guide.taking && this.progress.progress.current === id && count < steps.length;
    const so =
      count === 0 ? t('{0} min', minutes) : count === steps.length ? t('done') : t('{0} of {1}', count, steps.length);
    item.description = left ? t('{0}, go on', so) : so;
    item.tooltip = own ? `${teaches}\n\n${t('From this workspace.')}` : teaches;
    item.iconPath = icon(
      count === steps.length ? 'pass-filled' : count > 0 || current ? 'circle-large-filled' : 'mortar-board',
    );
    item.accessibilityInformation = {
      label: t('{0}, {1} of {2} steps done, about {3} minutes', title, count, steps.length, minutes),
    };
    item.contextValue = count > 0 ? 'begunTutorial' : 'tutorial';
    item.command = { command: commandId('openTutorial'), title: t('Open'), arguments: [{ tutorial: id }] };
    return item;
  }

  #step({ tutorial, step }: Extract<TutorialNode, { type: 'step' }>): vscode.TreeItem {
    const isDone = progressOf(this.progress.progress, tutorial.id).done.includes(step.id);
    const current = this.guide.taking?.tutorial.id === tutorial.id && this.guide.step?.id === step.id;
    const item = new vscode.TreeItem(step.title);
    item.id = `${tutorial.id}/${step.id}`;
    item.iconPath = icon(isDone ? 'check' : current ? 'arrow-small-right' : 'circle-outline');
    item.accessibilityInformation = {
      label: `${step.title}, ${isDone ? t('done') : current ? t('open') : t('not done')}`,
    };
    item.command = {
      command: commandId('openTutorial'),
      title: t('Open'),
      arguments: [{ tutorial: tutorial.id, step: step.id, play: true }],
    };
    return item;
  }
}

function icon(name: string): vscode.ThemeIcon {
  return new vscode.ThemeIcon(name);
}
