// Where things are: one list, so that no script computes a path of its own.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's top folder. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** What a machine lacked and set-up brought. Ignored by git, safe to delete. */
export const tools = join(root, '.tools');

/** What a run leaves for a person to look at: screenshots, logs, packages. Ignored by git, safe to delete. */
export const out = join(root, '.out');
