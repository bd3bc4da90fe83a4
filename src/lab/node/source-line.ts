import { readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { posix } from 'node:path';
import type { SourceLine } from '../../model';

const APPS = 'src/apps/';

/** Generated "line:column" → the teaching line, or null for code that is not taught. Few sites, asked often. */
const known = new Map<string, SourceLine | null>();
let map: SourceMap | null | undefined;
/** A program that the learner has changed: its lines are its own, so no map is needed. */
let also: { readonly url: string; readonly source: string } | undefined;

/** From now on, lines of the module at `url` are named, too. @param source what its file is called in events */
export function readAlso(url: string, source: string): void {
  also = { url, source };
}

/**
 * The nearest line of a teaching server on the current call stack.
 * @returns undefined when no teaching code called, directly or through a library
 */
export function callerLine(): SourceLine | undefined {
  for (const site of callSites()) {
    const file = site.getFileName();
    if (also !== undefined && file === also.url)
      return { file: also.source, line: site.getLineNumber() ?? 1, column: site.getColumnNumber() ?? 1 };
    if (file !== __filename) continue;
    const line = teachingLine(site.getLineNumber() ?? 0, site.getColumnNumber() ?? 0);
    if (line) return line;
  }
  return undefined;
}

function callSites(): readonly NodeJS.CallSite[] {
  const before = { prepareStackTrace: Error.prepareStackTrace?.bind(Error), stackTraceLimit: Error.stackTraceLimit };
  Error.stackTraceLimit = 40;
  Error.prepareStackTrace = (_error, sites) => sites;
  const sites = new Error().stack as unknown as readonly NodeJS.CallSite[];
  Object.assign(Error, before);
  return sites;
}

function teachingLine(line: number, column: number): SourceLine | null {
  const key = `${line}:${column}`;
  let found = known.get(key);
  if (found === undefined) {
    found = lookUp(line, column);
    known.set(key, found);
  }
  return found;
}

function lookUp(line: number, column: number): SourceLine | null {
  map ??= readMap();
  const entry = map?.findEntry(line - 1, column - 1);
  if (!entry || !('originalSource' in entry)) return null;
  const start = entry.originalSource.lastIndexOf(APPS);
  if (start === -1) return null;
  const file = posix.normalize(entry.originalSource.slice(start));
  return { file, line: entry.originalLine + 1, column: entry.originalColumn + 1 };
}

/** The bundle's own map, read once: no Node flag is needed, and the app's error stacks stay as they are. */
function readMap(): SourceMap | null {
  try {
    return new SourceMap(JSON.parse(readFileSync(`${__filename}.map`, 'utf8')) as SourceMapPayload);
  } catch {
    return null;
  }
}
