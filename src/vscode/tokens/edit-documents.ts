import * as vscode from 'vscode';
import { FixedFiles } from '../fixed-files';
import { EDIT_SCHEME } from './schemes';

/** Real milliseconds until a save that came to nothing is tried again; VS Code backs up after a second. */
const AGAIN = 50;

interface MemoryFile {
  readonly bytes: Uint8Array;
  readonly ctime: number;
  readonly mtime: number;
  readonly readonly: boolean;
}

/**
 * Real editors on text that must not reach a disk: a file system in memory. VS Code backs up whatever is unsaved, so
 * every change is saved at once, into memory. What was closed is forgotten.
 */
export class EditDocuments extends FixedFiles implements vscode.FileSystemProvider, vscode.Disposable {
  readonly #files = new Map<string, MemoryFile>();
  readonly #changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changes.event;
  readonly #saving = new Set<vscode.TextDocument>();
  readonly #registrations: vscode.Disposable;
  #version = 0;
  #disposed = false;

  constructor() {
    super();
    this.#registrations = vscode.Disposable.from(
      this.#changes,
      vscode.workspace.registerFileSystemProvider(EDIT_SCHEME, this, { isCaseSensitive: true }),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (document.uri.scheme === EDIT_SCHEME && contentChanges.length > 0) void this.#save(document);
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.scheme === EDIT_SCHEME) this.#forget(uri.path);
      }),
    );
  }

  /** Puts a text into memory, where editors find it. The path must not say anything of the text. */
  put(path: string, text: string, { readonly = false } = {}): vscode.Uri {
    this.#version++;
    const bytes = new TextEncoder().encode(text);
    this.#files.set(path, { bytes, ctime: this.#version, mtime: this.#version, readonly });
    const uri = vscode.Uri.from({ scheme: EDIT_SCHEME, path });
    this.#changes.fire([{ type: vscode.FileChangeType.Changed, uri }]);
    return uri;
  }

  /** The text as it stands in an open editor, or else in memory. */
  textOf(uri: vscode.Uri): string | undefined {
    const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
    const file = this.#files.get(uri.path);
    return open?.getText() ?? (file && new TextDecoder().decode(file.bytes));
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const file = this.#files.get(uri.path);
    if (file) {
      const { ctime, mtime, bytes } = file;
      const permissions = file.readonly ? { permissions: vscode.FilePermission.Readonly } : {};
      return { type: vscode.FileType.File, ctime, mtime, size: bytes.length, ...permissions };
    }
    const isFolder = [...this.#files.keys()].some((path) => path.startsWith(`${uri.path.replace(/\/$/, '')}/`));
    if (!isFolder) throw vscode.FileSystemError.FileNotFound(uri);
    return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
  }

  readFile(uri: vscode.Uri): Uint8Array {
    const file = this.#files.get(uri.path);
    if (!file) throw vscode.FileSystemError.FileNotFound(uri);
    return file.bytes;
  }

  /** Only what was put here can be written: "Save As" must not leave copies. */
  writeFile(uri: vscode.Uri, bytes: Uint8Array): void {
    const file = this.#files.get(uri.path);
    if (!file) throw vscode.FileSystemError.NoPermissions(uri);
    if (file.readonly) throw vscode.FileSystemError.NoPermissions(uri);
    this.#version++;
    this.#files.set(uri.path, { ...file, bytes, mtime: this.#version });
    this.#changes.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  dispose(): void {
    this.#disposed = true;
    this.#registrations.dispose();
    this.#files.clear();
  }

  /** With the last text that could be edited, what it was compared with goes too. */
  #forget(path: string): void {
    this.#files.delete(path);
    const folder = /^\/[^/]+\//.exec(path)?.[0] ?? path;
    const rest = [...this.#files].filter(([each]) => each.startsWith(folder));
    if (rest.every(([, file]) => file.readonly)) for (const [each] of rest) this.#files.delete(each);
  }

  /**
   * Saves until what stands there now is saved: a save that meets a change on its way saves what was before. Whether a
   * document is dirty is not asked, since VS Code tells an extension "saved" even then. One loop at a time for each.
   */
  async #save(document: vscode.TextDocument): Promise<void> {
    if (this.#saving.has(document)) return;
    this.#saving.add(document);
    try {
      while (!document.isClosed && !this.#disposed) {
        const { version } = document;
        const saved = await document.save().then(
          (done) => done,
          () => false,
        );
        if (saved && document.version === version) return;
        if (!saved) await new Promise((resolve) => setTimeout(resolve, AGAIN));
      }
    } finally {
      this.#saving.delete(document);
    }
  }
}
