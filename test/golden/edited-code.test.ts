import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { EditedCode } from '../../src/model/edited-code';
import { readyToRun } from '../../src/process/strip-types';
import { LabRun, playThrough } from './lab-run';

const APPS = resolve(import.meta.dirname, '../../src/apps');

/** A server with a piece of its text replaced, ready to run. */
async function edited(app: string, from: string, to: string): Promise<EditedCode> {
  const text = await readFile(resolve(APPS, `${app}.ts`), 'utf8');
  expect(text).toContain(from);
  const ready = readyToRun(app, text.replace(from, to));
  if ('message' in ready) throw new Error(ready.message);
  return ready;
}

/** Why a lab does not play this. */
async function refusal(code: EditedCode, scenario = 'stateful'): Promise<string> {
  const run = new LabRun();
  try {
    await run.start(scenario, { edited: code });
    await run.ended();
    return 'it ran';
  } catch (error) {
    return (error as Error).message;
  } finally {
    await run.dispose();
  }
}

describe('A changed server', () => {
  it('is told under the name that it gives its cookie', async () => {
    const renamed = await edited('encrypted-cookie', "'__Host-session'", "'__Host-mine'");
    const trace = await playThrough('stateful', { setup: { store: 'cookie' }, edited: renamed });
    const names = trace.flatMap((event) => {
      if (event.kind === 'session.sealed' || event.kind === 'session.unsealed') return [event.data.name];
      return event.kind === 'cookie.stored' ? [event.data.cookie.name] : [];
    });
    expect(names.length).toBeGreaterThan(6);
    expect(new Set(names)).toEqual(new Set(['__Host-mine']));
    expect(JSON.stringify(trace)).not.toContain('__Host-session');
  });

  it('is the program that runs', async () => {
    const trace = await playThrough('stateful', { edited: await edited('stateful', 'await regenerate(req);', '') });
    const login = trace.slice(trace.findIndex(({ kind, data }) => kind === 'act.started' && data.act === 'login'));
    expect(login.some(({ kind }) => kind === 'session.regenerated')).toBe(false);
    expect(login.find(({ kind }) => kind === 'response.received')?.data).toMatchObject({ status: 200 });
    expect(trace.find(({ kind }) => kind === 'node.started')?.data).toMatchObject({ app: 'stateful', edited: true });
  });

  // What is told of a program must not depend on how it was loaded.
  it.each(['stateful', 'stateless'])('tells the same story when nothing of it was changed: %s', async (app) => {
    const story = (await playThrough(app)).map(({ source, data, ...event }) => ({
      ...event,
      data,
      line: source?.line,
      column: source?.column,
    }));
    const copy = (await playThrough(app, { edited: await edited(app, 'Wrong name', 'Wrong name') })).map(
      ({ source, data, ...event }) => ({ ...event, data, line: source?.line, column: source?.column }),
    );
    const started = copy.find(({ kind }) => kind === 'node.started');
    expect(started?.data).toMatchObject({ edited: true });
    if (started) delete (started.data as { edited?: boolean }).edited;
    expect(copy).toEqual(story);
  });

  it('names its own lines', async () => {
    const trace = await playThrough('stateful', {
      edited: await edited('stateful', 'const SHORTEST', '\n\nconst SHORTEST'),
    });
    const files = new Set(trace.flatMap(({ source }) => (source ? [source.file] : [])));
    expect([...files]).toEqual(['edited/stateful.ts']);
    const plain = await playThrough('stateful');
    const line = (of: typeof trace): number => of.find(({ kind }) => kind === 'password.checked')?.source?.line ?? 0;
    expect(line(trace)).toBe(line(plain) + 2);
  });

  it('that cannot be loaded says why, and where', async () => {
    const head = "import { hasRole } from './roles';";
    const line = (await readFile(resolve(APPS, 'stateful.ts'), 'utf8')).split('\n').indexOf(head) + 1;
    expect(await refusal(await edited('stateful', head, "import { mayEnter } from './roles';"))).toContain(
      `edited/stateful.ts cannot run: line ${line}:`,
    );
    expect(await refusal(await edited('stateful', head, `${head} import 'node:net';`))).toContain(
      `line ${line}: It imports "node:net"`,
    );
    expect(await refusal(await edited('stateful', 'const COOKIE_NAME =', 'nonsense(); const COOKIE_NAME ='))).toMatch(
      /line \d+: nonsense is not defined/,
    );
    expect(await refusal(await edited('stateful', 'export function createStatefulApp', 'function create'))).toContain(
      'exports no function "createStatefulApp" any more',
    );
  });

  it('listens nowhere but where the lab lets it', async () => {
    const listening = await edited('stateful', 'const app = express();', 'const app = express(); app.listen(0);');
    expect(await refusal(listening)).toContain('listens at its own socket only');
  });

  it('is refused where another server is to run', async () => {
    expect(await refusal(await edited('stateful', 'Wrong', 'Wrong'), 'stateless')).toContain(
      'The changed server is "stateful", and this run is served by "stateless".',
    );
  });

  it('can be started again in the middle of a run, and be one of several', async () => {
    const code = await edited(
      'stateful',
      "name: user.name, role: user.role });\n  });\n\n  app.get('/admin'",
      "name: 'CHANGED' });\n  });\n\n  app.get('/admin'",
    );
    const trace = await playThrough('stateful', {
      edited: code,
      setup: { nodes: 2, store: 'sqlite' },
      inject: [{ fault: 'restart', values: { node: 'app' }, at: { kind: 'cookie.stored', nth: 1 } }],
    });
    const starts = trace.filter(({ kind }) => kind === 'node.started');
    expect(starts).toHaveLength(3);
    expect(starts.every(({ data }) => 'edited' in data)).toBe(true);
    expect(JSON.stringify(trace)).toContain('CHANGED');
  });
});

describe('A text that is no program', () => {
  it.each([
    ['const a = 1;\nconst b: number = ;\n', 2, 19, 'Expression expected.'],
    ["let a = 'x\n", 1, 9, 'Unterminated string constant.'],
    ['enum A { b }\n', 1, 1, 'TypeScript enum is not supported in strip-only mode.'],
  ])('says at which line: %j', (text, line, column, message) => {
    expect(readyToRun('stateful', text)).toEqual({ line, column, message });
  });
});
