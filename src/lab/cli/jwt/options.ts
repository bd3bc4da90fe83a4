import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { findAlgorithm, lintRules, type LintId } from '../../../jwt';
import type { KeyFormat } from '../../../keys';
import { UsageError } from '../usage-error';

export const ACTIONS = ['inspect', 'verify', 'sign', 'decrypt', 'lint'] as const;
export type Action = (typeof ACTIONS)[number];

const KEY_FORMATS = [
  'auto',
  'text',
  'base64',
  'base64url',
  'hex',
  'pkcs1',
  'pkcs8',
  'sec1',
  'spki',
  'x509',
  'jwk',
  'jwks',
] as const;

export interface JwtRequest {
  readonly action: Action;
  /** Text of the key file. */
  readonly key: string | undefined;
  readonly keyFormat: KeyFormat | 'auto';
  readonly algorithms: readonly string[];
  /** Seconds since 1970. */
  readonly now: number;
  readonly tolerance: number | undefined;
  readonly issuer: readonly string[];
  readonly audience: readonly string[];
  readonly typ: string | undefined;
  readonly require: readonly string[];
  /** JSON text of the header to sign. */
  readonly header: string | undefined;
  readonly maxLifetime: number | undefined;
  readonly off: readonly LintId[];
}

const TEXT = { type: 'string' } as const;
const LIST = { type: 'string', multiple: true } as const;

/** Which options each action takes. */
const TAKES: Readonly<Record<Action, readonly string[]>> = {
  inspect: ['now'],
  verify: ['key', 'as', 'alg', 'now', 'tolerance', 'iss', 'aud', 'typ', 'require'],
  sign: ['key', 'as', 'alg', 'header'],
  decrypt: ['key', 'as', 'now'],
  lint: ['key', 'as', 'alg', 'now', 'tolerance', 'iss', 'aud', 'typ', 'max-lifetime', 'off'],
};

/** @throws UsageError with one line for a person */
export async function readOptions(words: readonly string[], clock: number): Promise<JwtRequest> {
  const [action, ...rest] = words;
  if (!isAction(action)) {
    const what = action === undefined ? '"jwt" needs to know what to do' : `"jwt ${action}" is not known`;
    throw new UsageError(`${what}: ${ACTIONS.join(', ')}.`);
  }
  const { values, positionals } = parse(rest);
  const [extra] = positionals;
  if (extra !== undefined)
    throw new UsageError('A token is read from standard input, not from the command line, where others can see it.');
  for (const name of Object.keys(values)) {
    if (!TAKES[action].includes(name)) {
      throw new UsageError(
        `"jwt ${action}" takes no "--${name}". It takes: ${TAKES[action].map((each) => `--${each}`).join(', ')}.`,
      );
    }
  }
  const algorithms = (values.alg ?? []).flatMap((each) => each.split(',')).filter((each) => each !== '');
  const unknown = algorithms.find((each) => !findAlgorithm(each));
  if (unknown !== undefined)
    throw new UsageError(`"--alg ${unknown}" is not a signature algorithm, such as HS256, RS256, ES256 or Ed25519.`);
  if (action === 'sign' && algorithms.length > 1) throw new UsageError('"jwt sign" takes one "--alg".');
  if ((action === 'sign' || action === 'decrypt') && values.key === undefined)
    throw new UsageError(`"jwt ${action}" needs "--key FILE".`);
  return {
    action,
    key: values.key === undefined ? undefined : await keyText(values.key),
    keyFormat: oneOf('as', values.as ?? 'auto', KEY_FORMATS),
    algorithms,
    now: values.now === undefined ? clock : moment(values.now),
    tolerance: seconds('tolerance', values.tolerance),
    issuer: values.iss ?? [],
    audience: values.aud ?? [],
    typ: values.typ,
    require: values.require ?? [],
    header: values.header,
    maxLifetime: seconds('max-lifetime', values['max-lifetime']),
    off: (values.off ?? []).flatMap((each) => each.split(',')).map(rule),
  };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      options: {
        key: TEXT,
        as: TEXT,
        alg: LIST,
        now: TEXT,
        tolerance: TEXT,
        iss: LIST,
        aud: LIST,
        typ: TEXT,
        require: LIST,
        header: TEXT,
        'max-lifetime': TEXT,
        off: LIST,
      },
      allowPositionals: true,
      strict: true,
    });
  } catch (error) {
    // Node's message goes on about "--"; its first sentence names the word.
    const [sentence = 'These words cannot be read'] = (error as Error).message.split(/\. |\n/);
    throw new UsageError(`${sentence.replace(/\.$/, '')}.`);
  }
}

async function keyText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new UsageError(
      `"--key ${file}" cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown error'}.`,
    );
  }
}

/** Seconds since 1970, or a date as ISO 8601 writes it. */
function moment(text: string): number {
  const value = /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : Date.parse(text) / 1000;
  if (!Number.isFinite(value))
    throw new UsageError(`"--now ${text}" is no time: seconds since 1970, or 2026-07-31T12:00:00Z.`);
  return value;
}

function seconds(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0) || !Number.isFinite(value))
    throw new UsageError(`"--${name} ${text}" is no number of seconds.`);
  return value;
}

function rule(id: string): LintId {
  const found = lintRules.find((each) => each.id === id.toUpperCase());
  if (!found)
    throw new UsageError(`"--off ${id}" is not a rule. Rules: ${lintRules.map((each) => each.id).join(', ')}.`);
  return found.id;
}

function isAction(word: string | undefined): word is Action {
  return ACTIONS.some((each) => each === word);
}

function oneOf<T extends string>(option: string, word: string, allowed: readonly T[]): T {
  const found = allowed.find((each) => each === word);
  if (found === undefined) throw new UsageError(`"--${option} ${word}" is not one of ${allowed.join(', ')}.`);
  return found;
}
