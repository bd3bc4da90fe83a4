import type { CodeEdit } from '../../model/code-edit';
import { keepId } from './keep-id';

/** Every change to a server that a tutorial may ask a learner to make. */
export const edits: readonly CodeEdit[] = [keepId];

export function findEdit(id: string): CodeEdit | undefined {
  return edits.find((edit) => edit.id === id);
}
