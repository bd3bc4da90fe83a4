import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { Server } from 'node:net';
import { pathToFileURL } from 'node:url';
import type { EditedProgram } from '../node-protocol';
import { readAlso } from './source-line';

/**
 * What the teaching servers import. A changed one gets the same, with the same taps on it: what it does is told, in
 * whatever order its lines stand.
 */
const LIBRARIES: Readonly<Record<string, () => Promise<object>>> = {
  express: () => import('../taps/express'),
  'express-session': () => import('../taps/express-session'),
  jsonwebtoken: () => import('../taps/jsonwebtoken'),
  'iron-webcrypto': () => import('../taps/iron-webcrypto'),
  'node:crypto': () => import('node:crypto'),
  './accounts': () => import('../taps/accounts'),
  './bearer': () => import('../../apps/bearer'),
  './keys': () => import('../taps/keys'),
  './naive-verify': () => import('../taps/naive-verify'),
  './roles': () => import('../taps/roles'),
  './rotation': () => import('../taps/rotation'),
};

const SCHEME = 'auth-lab:';
const SHELF = Symbol.for('auth-lab.libraries');

/**
 * The program to serve: the shipped one, or the learner's in its place.
 * @param shipped the module that was shipped
 * @param address the only place that the learner's program may listen at
 * @throws Error with one sentence when the learner's program cannot be loaded
 */
export async function programToServe<M extends object>(
  shipped: M,
  edited: EditedProgram | null,
  address: string,
): Promise<M> {
  if (!edited) return shipped;
  const url = pathToFileURL(edited.path).href;
  const libraries = await openLibraries();
  (globalThis as Record<symbol, unknown>)[SHELF] = libraries;
  registerHooks({
    resolve(specifier, context, next) {
      if (context.parentURL !== url) return next(specifier, context);
      if (!libraries.has(specifier)) throw new Error(noSuchLibrary(specifier));
      return { url: SCHEME + specifier, shortCircuit: true };
    },
    load(wanted, context, next) {
      if (!wanted.startsWith(SCHEME)) return next(wanted, context);
      const name = wanted.slice(SCHEME.length);
      return { format: 'module', shortCircuit: true, source: handOver(name, libraries.get(name) ?? {}) };
    },
  });
  listenOnlyAt(address);
  readAlso(url, edited.source);
  const program = await load<M>(url, edited);
  for (const [name, value] of Object.entries(shipped)) {
    if (typeof value === 'function' && typeof program[name as keyof M] !== 'function')
      throw new Error(`${edited.source} exports no function "${name}" any more.`);
  }
  return program;
}

async function load<M>(url: string, { path, source }: EditedProgram): Promise<M> {
  try {
    return (await import(url)) as M;
  } catch (error) {
    throw new Error(`${source} cannot run: ${whereOf(error, url, path)}`, { cause: error });
  }
}

/** What broke, and at which line of the program where that is known. */
function whereOf(error: unknown, url: string, path: string): string {
  const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  const at = stack.split('\n').find((line) => line.includes(url) || line.includes(path));
  const line = at === undefined ? undefined : /:(\d+)(?::\d+)?\)?\s*$/.exec(at)?.[1];
  const known = line ?? lineOfImport(message, path);
  return known === undefined ? message : `line ${known}: ${message}`;
}

/** Node names the text of an import that cannot be had, and not always its line. */
function lineOfImport(message: string, path: string): string | undefined {
  const name = /'([^']+)'|"([^"]+)"/
    .exec(message)
    ?.slice(1)
    .find((each) => each !== undefined);
  const index =
    name === undefined
      ? -1
      : readFileSync(path, 'utf8')
          .split('\n')
          .findIndex((each) => each.includes(name));
  return index === -1 ? undefined : String(index + 1);
}

async function openLibraries(): Promise<ReadonlyMap<string, Readonly<Record<string, unknown>>>> {
  const opened = Object.entries(LIBRARIES).map(async ([name, open]) => [name, { ...(await open()) }] as const);
  return new Map(await Promise.all(opened));
}

/** An ES module that hands over what is in this process already. */
function handOver(name: string, library: Readonly<Record<string, unknown>>): string {
  const names = Object.keys(library).filter((each) => each !== 'default' && /^[A-Za-z_$][\w$]*$/.test(each));
  return [
    `const library = globalThis[Symbol.for(${JSON.stringify(SHELF.description)})].get(${JSON.stringify(name)});`,
    'export default library.default;',
    ...names.map((each) => `export const ${each} = library[${JSON.stringify(each)}];`),
  ].join('\n');
}

function noSuchLibrary(specifier: string): string {
  const known = Object.keys(LIBRARIES).join(', ');
  return `It imports "${specifier}". A server of the lab can import ${known}.`;
}

/** A server of the lab is reached by its own socket and by nothing else, whatever is written into it. */
function listenOnlyAt(address: string): void {
  const listen = Reflect.get(Server.prototype, 'listen') as (...given: unknown[]) => Server;
  Server.prototype.listen = function (this: Server, ...given: unknown[]) {
    if (given[0] !== address)
      throw new Error('A server of the lab listens at its own socket only. Leave that to the lab.');
    return listen.apply(this, given);
  };
}
