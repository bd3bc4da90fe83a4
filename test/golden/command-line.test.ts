import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fromJson } from '../../src/projections/exports/json';

const CLI = resolve(import.meta.dirname, '../../dist/cli.js');

interface Answer {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

async function lab(words: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Answer> {
  const child = spawn(process.execPath, [CLI, ...words], { env: { ...process.env, ...env } });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out, err };
}

describe('run', () => {
  it('prints a trace that can be read back', async () => {
    const { code, out } = await lab(['run', 'stateful', '--format', 'json']);
    const parsed = fromJson(out);
    expect(code).toBe(0);
    expect(parsed.ok && parsed.value.at(-1)?.kind).toBe('run.ended');
  });

  it('prints the same for the same seed, byte for byte', async () => {
    const words = ['run', 'stateless', '--format', 'json', '--seed', 'tuesday'];
    expect((await lab(words)).out).toBe((await lab(words)).out);
  });

  it('ends with 0 whatever the servers answered', async () => {
    const { code, err } = await lab(['run', 'stateful', '--inject', 'kill@request.sent#1']);
    expect([code, err]).toEqual([0, '']);
  });

  it('takes several failures and a moment to end at', async () => {
    const words = [
      '--inject',
      'kill@request.sent#1',
      '--inject',
      'restart@request.failed#1',
      '--until',
      'cookie.stored',
    ];
    const { out } = await lab(['run', 'stateful', ...words, '--format', 'json']);
    const kinds = [...out.matchAll(/"kind":"([a-z.]+)"/g)].map(([, kind]) => kind);
    expect(kinds.filter((kind) => kind === 'fault.fired')).toHaveLength(2);
    expect(kinds.slice(-2)).toEqual(['cookie.stored', 'run.ended']);
  });

  it('says so when a failure never found its moment', async () => {
    const { code, err } = await lab(['run', 'stateless', '--inject', 'kill@store.asked', '--until', 'request.sent#99']);
    expect(code).toBe(0);
    expect(err).toBe(
      'Note: "kill@store.asked" never struck: this run had 0 store.asked events.\n' +
        'Note: The run went on to its end: it had 8 request.sent events.\n',
    );
  });

  it('prints a mermaid diagram', async () => {
    const { out } = await lab(['run', 'stateless', '--format', 'mermaid']);
    expect(out).toContain('sequenceDiagram\n');
  });
});

describe('list', () => {
  it('is read by people and by programs', async () => {
    const [text, json] = [await lab(['list']), await lab(['list', '--format', 'json'])];
    const listed = JSON.parse(json.out) as { scenarios: { id: string }[]; faults: { id: string }[] };
    expect(listed.scenarios.map(({ id }) => id)).toEqual(['stateful', 'stateless']);
    for (const { id } of [...listed.scenarios, ...listed.faults]) expect(text.out).toContain(id);
  });
});

describe('a wrong word ends with 2 and one clear line', () => {
  it.each([
    [['walk'], '"walk" is not a command. Commands: list, run, truth, tutorial, jwt, help.'],
    [['run'], '"run" needs a scenario: stateful, stateless.'],
    [['run', 'oauth'], 'There is no scenario "oauth". There are: stateful, stateless.'],
    [['run', 'stateful', 'stateless'], '"run" takes one scenario, not also "stateless".'],
    [
      ['run', 'stateful', '--inject', 'kill'],
      '"--inject kill" needs a moment after "@", as in "kill@store.answered#2".',
    ],
    [
      ['run', 'stateful', '--inject', 'kill@store.asked#0'],
      '"store.asked#0" needs a count from 1 after "#", as in "store.asked#2".',
    ],
    [['run', 'stateful', '--seed', ''], '"--seed" needs a word, as in "--seed tuesday".'],
    [
      ['run', 'stateful', '--format', 'pdf'],
      '"--format pdf" is not one of text, json, mermaid, plantuml, markdown, har.',
    ],
    [
      ['run', 'stateful', '--speed', '2'],
      "Unknown option '--speed'. Options: --inject, --until, --seed, --store, --tokens, --algorithm, --nodes, --balancing, --format.",
    ],
    [['list', 'all'], '"list" takes no "all".'],
  ])('%j', async (words, line) => {
    expect(await lab(words)).toEqual({ code: 2, out: '', err: `${line}\n` });
  });

  it('and names the failures when one is unknown', async () => {
    const { code, err } = await lab(['run', 'stateful', '--inject', 'flood@store.asked']);
    expect(code).toBe(2);
    expect(err).toMatch(
      /^There is no failure "flood"\. There are: latency, [a-z0-9, -]+, kill, restart, [a-z0-9, -]+\.\n$/,
    );
  });

  it('and names the kinds of event when one is unknown', async () => {
    const { code, err } = await lab(['run', 'stateful', '--until', 'coffee.served']);
    expect(code).toBe(2);
    expect(err).toMatch(/^"coffee\.served" is not a kind of event\. Kinds: run\.started, .+\n$/);
    expect(err.trim().split('\n')).toHaveLength(1);
  });
});

describe('a place to listen that cannot be had', () => {
  it('is named, when its path is too long for a socket', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'long-'));
    try {
      const { code, err } = await lab(['run', 'stateful'], { TMPDIR: join(folder, 'x'.repeat(90)) });
      expect(code).toBe(1);
      expect(err).toMatch(
        /^The temporary folder .+ has too long a path for a socket\. Set TMPDIR to a shorter one\.\n$/,
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('is named, when it is not there', async () => {
    const { code, err } = await lab(['run', 'stateful'], { TMPDIR: '/no/such/folder' });
    expect([code, err]).toEqual([
      1,
      'The temporary folder /no/such/folder cannot be written (ENOENT). Set TMPDIR to a folder that can.\n',
    ]);
  });
});
