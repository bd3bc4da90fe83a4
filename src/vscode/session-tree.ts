import * as vscode from 'vscode';
import type { Trace } from '../model';
import type { SessionRow } from '../projections/sessions';
import { isActive } from './run';
import type { RunSession } from './run-session';
import { sessionText, type SessionText } from './session-text';
import { Signal, type Disposable } from './signal';
import { t } from './words';

export const SESSIONS_VIEW = 'authLab.sessions';

export interface SessionNode {
  readonly type: 'session';
  readonly row: SessionRow;
}
type Project = (trace: Trace, at: number) => readonly SessionRow[];

type Node =
  SessionNode | { readonly type: 'detail'; readonly sid: string; readonly detail: SessionText['details'][number] };

/** The session store as a tree: what it holds now, by what its server asked and it answered. */
export class SessionTree implements vscode.TreeDataProvider<Node>, Disposable {
  readonly #session: RunSession;
  readonly #refresh = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.#refresh.event;
  readonly #view: vscode.TreeView<Node>;
  readonly #listening: Disposable;
  readonly #picks = new Signal<string>();
  /** The learner picked a session, by its id. */
  readonly onDidPick = this.#picks.event;
  #project: Project | null = null;

  constructor(session: RunSession) {
    this.#session = session;
    this.#view = vscode.window.createTreeView(SESSIONS_VIEW, { treeDataProvider: this });
    this.#listening = session.onDidChange(() => this.#update());
    this.#view.onDidChangeVisibility(() => this.#update());
    this.#view.onDidChangeSelection(({ selection: [node] }) => {
      if (node) this.#picks.fire(node.type === 'session' ? node.row.sid : node.sid);
    });
  }

  /** The sessions in the store at this moment of the run. */
  async rows(): Promise<readonly SessionRow[]> {
    // Loaded when it is needed: activation waits for no projection.
    this.#project ??= (await import('../projections/sessions')).sessionRows;
    return this.#rowsNow(this.#project);
  }

  #rowsNow(sessionRows: Project): readonly SessionRow[] {
    const { run } = this.#session;
    if (!run) return [];
    // Neither alone is the newest: states are told at stops, events between them.
    return sessionRows(run.trace, Math.max(run.state.clock, run.trace.at(-1)?.at ?? 0));
  }

  // No promise once the projection is loaded: VS Code would show a progress bar at every refresh.
  getChildren(node?: Node): Node[] | Promise<Node[]> {
    if (!node) return this.#project ? sessionNodes(this.#rowsNow(this.#project)) : this.rows().then(sessionNodes);
    if (node.type === 'detail') return [];
    const { sid } = node.row;
    return sessionText(node.row, t).details.map((detail) => ({ type: 'detail', sid, detail }));
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return node.type === 'session' ? this.#sessionItem(node.row) : detailItem(node.sid, node.detail);
  }

  dispose(): void {
    this.#listening.dispose();
    this.#view.dispose();
    this.#refresh.dispose();
    this.#picks.dispose();
  }

  #update(): void {
    if (this.#view.visible) this.#refresh.fire();
  }

  #sessionItem(row: SessionRow): vscode.TreeItem {
    const { label, description, spoken } = sessionText(row, t);
    const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Collapsed);
    // The same id may lie in several stores.
    item.id = `${row.store} ${row.sid}`;
    item.description = description;
    item.accessibilityInformation = { label: spoken };
    item.iconPath = new vscode.ThemeIcon(row.expired ? 'history' : 'key');
    item.contextValue = isActive(this.#session.run) ? 'liveSession' : 'session';
    return item;
  }
}

function sessionNodes(rows: readonly SessionRow[]): Node[] {
  return rows.map((row) => ({ type: 'session', row }));
}

function detailItem(sid: string, { label, value }: SessionText['details'][number]): vscode.TreeItem {
  const item = new vscode.TreeItem(label);
  item.id = `${sid} ${label}`;
  item.description = value;
  item.tooltip = value;
  item.accessibilityInformation = { label: `${label}: ${value}` };
  return item;
}
