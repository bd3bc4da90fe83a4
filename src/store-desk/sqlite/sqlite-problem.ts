import { DeskProblem } from '../problem';

/** Result codes, https://sqlite.org/rescode.html; the low byte of an extended one is the primary one. */
const CODE = { perm: 3, busy: 5, locked: 6, readonly: 8, ioerr: 10, corrupt: 11, full: 13, cantopen: 14, notadb: 26 };

/** What SQLite says, for a person. */
export function sqliteProblem(error: unknown): DeskProblem {
  if (error instanceof DeskProblem) return error;
  const { errcode, code, message } = error as { errcode?: number; code?: string; message?: string };
  switch (errcode === undefined ? -1 : errcode & 0xff) {
    case CODE.busy:
    case CODE.locked:
      return DeskProblem.locked();
    case CODE.notadb:
      return DeskProblem.corrupt('This file is no SQLite database, or an encrypted one.');
    case CODE.corrupt:
      return DeskProblem.corrupt('This SQLite file is damaged. "sqlite3 FILE .recover" may save what is left.');
    case CODE.cantopen:
    case CODE.perm:
      return DeskProblem.unusable(
        'This file could not be opened: you may not read it, or its folder lacks files of SQLite.',
      );
    case CODE.readonly:
      return DeskProblem.forbidden('This file may not be written.');
    case CODE.ioerr:
      return DeskProblem.unusable('The disk reported an error while this file was read.');
    case CODE.full:
      return DeskProblem.unusable('The disk is full.');
    default:
      if (code === 'ERR_INVALID_STATE') return DeskProblem.gone('The file was closed.');
      return DeskProblem.unusable(`SQLite refused: ${message ?? 'no reason given'}.`);
  }
}
