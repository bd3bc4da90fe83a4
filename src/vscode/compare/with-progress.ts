import * as vscode from 'vscode';

/**
 * Works with a notification that shows how far it is and can cancel it.
 * @returns what was done; a sentence on why not; or null when the learner canceled. Nothing goes on afterwards
 */
export async function withProgress<T>(
  title: string,
  work: (canceled: AbortSignal, tell: (words: string) => void) => Promise<T>,
): Promise<{ readonly done: T } | { readonly error: string } | null> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      const abort = new AbortController();
      const listening = token.onCancellationRequested(() => abort.abort());
      try {
        return { done: await work(abort.signal, (message) => progress.report({ message })) };
      } catch (error) {
        if (token.isCancellationRequested) return null;
        // One that failed takes the other with it.
        abort.abort();
        return { error: error instanceof Error ? error.message : String(error) };
      } finally {
        listening.dispose();
      }
    },
  );
}
