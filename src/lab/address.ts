import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LabFailure } from './failure';
import { endLeftover } from './redis/leftover';

const PREFIX = 'auth-lab-';
/** Linux takes 107 bytes in a socket path, macOS 103. */
const LONGEST_SOCKET_PATH = 103;
/** Room for "/node-name-99.sock". */
const NAME_ROOM = 24;

/** Windows listens on named pipes, which are no files. */
export function isPipeName(address: string): boolean {
  return address.startsWith('\\\\.\\pipe\\');
}

/**
 * Where the nodes of one run listen, and where its files are: in a folder that only this user can enter, with nothing
 * on the network.
 */
export class AddressBook {
  readonly #folder: string;
  readonly #pipe: string;

  /** @throws LabFailure when the system's temporary folder cannot hold sockets */
  constructor() {
    this.#pipe = `\\\\.\\pipe\\${PREFIX}${process.pid}-${randomBytes(8).toString('hex')}`;
    this.#folder = makeFolder();
  }

  addressOf(node: string): string {
    return process.platform === 'win32' ? `${this.#pipe}-${node}` : join(this.#folder, `${node}.sock`);
  }

  /** Where the files of this run are. It goes with the run. */
  get folder(): string {
    return this.#folder;
  }

  /** A file of this run, such as its database. */
  fileOf(name: string): string {
    return join(this.#folder, name);
  }

  dispose(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function makeFolder(): string {
  const parent = tmpdir();
  const length = Buffer.byteLength(join(parent, `${PREFIX}${process.pid}-XXXXXX`)) + NAME_ROOM;
  if (process.platform !== 'win32' && length > LONGEST_SOCKET_PATH) {
    throw LabFailure.addressUnavailable(
      `The temporary folder ${parent} has too long a path for a socket. Set TMPDIR to a shorter one.`,
    );
  }
  sweep(parent);
  try {
    return mkdtempSync(join(parent, `${PREFIX}${process.pid}-`));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'an error';
    throw LabFailure.addressUnavailable(
      `The temporary folder ${parent} cannot be written (${code}). Set TMPDIR to a folder that can.`,
    );
  }
}

/** Removes what labs left that were killed before they could tidy up. */
function sweep(parent: string): void {
  let names: string[];
  try {
    names = readdirSync(parent);
  } catch {
    return;
  }
  for (const name of names) {
    const pid = new RegExp(`^${PREFIX}(\\d+)-\\w{6}$`).exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    endLeftover(join(parent, name));
    rmSync(join(parent, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
