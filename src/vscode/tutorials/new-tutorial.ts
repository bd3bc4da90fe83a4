import * as vscode from 'vscode';
import { draft } from '../../tutorial/draft';
import type { Run } from '../run';

/** Opens a new document with a tutorial written from a run. Where it is saved is up to its author. */
export async function draftFromRun({ card, setup, trace, interventions }: Run): Promise<void> {
  const content = draft({ scenario: card.id, title: card.title, setup, trace, interventions });
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content });
  await vscode.window.showTextDocument(document);
}
