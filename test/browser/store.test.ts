import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StoreCard, StoreIntent, StoreMessage } from '../../src/model/store-protocol';
import type { StoreRecord } from '../../src/model/store-records';
import { DeskProcess } from '../../src/process/desk-process';
import { asked, sideViewPages, tell, THEME_NAMES } from './side-view-page';
import { violations } from './violations';

const DESK = resolve(import.meta.dirname, '../../dist/store-desk.js');
/** More than two pages. */
const MANY = 450;
const END = Date.UTC(2096, 0, 1);
const HOSTILE = '<img src=x onerror="window.owned=1">';
const SIGNED = signedCookie('s0007');
const TOKEN = [
  { alg: 'HS256', typ: 'JWT' },
  { sub: 'alice', exp: 4_000_000_000 },
]
  .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
  .concat(createHmac('sha256', 'secret').update('x').digest('base64url'))
  .join('.');

function signedCookie(id: string): string {
  return `s:${id}.${createHmac('sha256', 'secret').update(id).digest('base64').replace(/=+$/, '')}`;
}

const cookie = { originalMaxAge: 1_800_000, httpOnly: true, path: '/' };
const DATA: Readonly<Record<string, string>> = {
  s0000: JSON.stringify({ cookie, user: { name: 'alice', role: 'admin' }, api: { token: TOKEN } }),
  s0001: JSON.stringify({ cookie, returnTo: '/orders', legacy: SIGNED }),
  s0002: '{"user":{"name":"al',
  s0003: JSON.stringify({ cookie, user: HOSTILE }),
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'store-view-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A file of sessions, as a server writes it. */
function sessionsFile(rows: number): string {
  const file = join(mkdtempSync(join(folder, 'file-')), 'sessions.sqlite');
  const database = new DatabaseSync(file);
  database.exec('CREATE TABLE sessions (sid TEXT PRIMARY KEY, data TEXT NOT NULL, expires INTEGER)');
  const insert = database.prepare('INSERT INTO sessions VALUES (?, ?, ?)');
  database.exec('BEGIN');
  for (let n = 0; n < rows; n++) {
    const sid = `s${String(n).padStart(4, '0')}`;
    insert.run(sid, DATA[sid] ?? JSON.stringify({ cookie, user: { name: `user-${n}` } }), END);
  }
  database.exec('COMMIT');
  database.close();
  return file;
}

function write(file: string, sql: string, ...values: string[]): void {
  const database = new DatabaseSync(file);
  database.prepare(sql).run(...values);
  database.close();
}

/**
 * What the extension host does between the view and the store, with a real desk and a real file; the questions of the
 * editor are answered with yes.
 */
class Host {
  readonly #desk = new DeskProcess(DESK);
  #card: StoreCard | null = null;

  constructor(
    readonly page: Page,
    readonly file: string,
  ) {}

  async open({ allowed = false } = {}): Promise<void> {
    await this.page.exposeFunction('toHost', (intent: StoreIntent) => this.#hear(intent));
    await this.page.evaluate(() => {
      const { intents } = sideHost;
      const push = intents.push.bind(intents);
      intents.push = (...each) => {
        for (const intent of each) void (globalThis as unknown as { toHost(what: unknown): void }).toHost(intent);
        return push(...each);
      };
    });
    const facts = await this.#desk.open({ kind: 'sqlite', file: this.file, ours: false });
    this.#card = { title: 'sessions.sqlite', facts: allowed ? await this.#desk.allow() : facts, demo: false };
    await this.show();
    await this.page.getByTestId('row').first().waitFor();
  }

  show(): Promise<void> {
    return this.tell({ type: 'show', revision: 1, card: this.#card, sentence: null, again: false, now: null });
  }

  tell(message: StoreMessage): Promise<void> {
    return tell(this.page, message);
  }

  dispose(): Promise<void> {
    return this.#desk.dispose();
  }

  async #hear(intent: StoreIntent): Promise<void> {
    const request = 'request' in intent ? intent.request : null;
    try {
      await this.#obey(intent);
    } catch (error) {
      await this.tell({ type: 'failed', request, message: error instanceof Error ? error.message : String(error) });
    }
  }

  async #obey(intent: StoreIntent): Promise<void> {
    switch (intent.type) {
      case 'page': {
        const { request, cursor, search, size } = intent;
        return this.tell({ type: 'page', request, page: await this.#desk.page({ cursor, search, size }) });
      }
      case 'count':
        return this.tell({ type: 'counted', request: intent.request, step: await this.#desk.count(intent.cursor) });
      case 'value':
        return this.tell({ type: 'value', request: intent.request, value: await this.#desk.value(intent.id) });
      case 'edit': {
        const n = await this.#desk.edit(intent.id, intent.data, intent.before);
        if (n === 0) throw new Error('Changed meanwhile.');
        await this.tell({ type: 'edited', request: intent.request });
        return this.tell({ type: 'changed' });
      }
      case 'destroy':
        await this.#desk.destroy(intent.ids);
        return this.tell({ type: 'changed' });
      case 'expire':
        await this.#desk.expire(intent.ids);
        return this.tell({ type: 'changed' });
      case 'destroyAll':
        await this.#desk.destroyAll(null);
        return this.tell({ type: 'changed' });
      case 'allow':
        if (this.#card) this.#card = { ...this.#card, facts: await this.#desk.allow() };
        return this.show();
      default:
    }
  }
}

const DEMO: StoreCard = {
  title: 'Session store of the demo',
  facts: { kind: 'memory', about: '', prefix: null, changes: 'free', why: null, expires: true },
  demo: true,
};

function record(id: string, store?: string): StoreRecord {
  return {
    id,
    ...(store !== undefined && { store }),
    user: 'alice',
    preview: '{"user":"alice"}',
    bytes: 120,
    end: Date.UTC(2026, 0, 5, 9, 30),
    readable: true,
  };
}

/** Shows rows of a demo, as the host tells them. */
async function showDemo(page: Page, rows: readonly StoreRecord[]): Promise<void> {
  const now = Date.UTC(2026, 0, 5, 9);
  await tell(page, { type: 'show', revision: 1, card: DEMO, sentence: null, again: false, now });
  await expect.poll(async () => (await asked(page)).at(-1)?.type).toBe('page');
  const { request } = (await asked(page)).at(-1) as unknown as { request: number };
  await tell(page, { type: 'page', request, page: { rows, next: null, looked: rows.length, keys: null } });
  await page.getByTestId('row').first().waitFor();
}

const ids = (page: Page): Promise<(string | null)[]> =>
  page.$$eval('[data-testid="row"]', (rows) => rows.map((row) => row.querySelector('.mono')?.textContent ?? null));
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { activeElement: at } = document;
    return (at as HTMLElement | null)?.dataset['testid'] ?? at?.tagName ?? '';
  });

describe.each(THEME_NAMES)('the session store in the %s theme', (theme) => {
  const pages = sideViewPages('store');
  let host: Host | undefined;
  afterEach(() => host?.dispose());

  it('axe finds nothing in any state', async () => {
    const page = await pages.open({ theme });
    await tell(page, {
      type: 'show',
      revision: 0,
      card: null,
      sentence: 'There is no such file.',
      again: true,
      now: null,
    });
    await page.getByTestId('retry').waitFor();
    expect(await violations(page), 'nothing').toEqual([]);
    host = new Host(page, sessionsFile(MANY));
    await host.open();
    expect(await violations(page), 'to be looked at').toEqual([]);
    await page.getByTestId('allow').click();
    await page.getByTestId('destroy').waitFor();
    await page.keyboard.press('Tab');
    await page.getByTestId('rows').focus();
    for (const key of [' ', 'ArrowDown', ' ', 'Home', 'Enter']) await page.keyboard.press(key);
    await page.getByTestId('token').waitFor();
    expect(await violations(page), 'with a token').toEqual([]);
    await page.getByTestId('row').nth(1).click();
    await page.getByTestId('signed').waitFor();
    expect(await violations(page), 'with a signed cookie').toEqual([]);
    await page.getByTestId('edit').click();
    await page.locator('#draft').fill('{');
    expect(await violations(page), 'with a mistake in the form').toEqual([]);
    await host.tell({ type: 'failed', request: null, message: 'This file may not be written.' });
    await page.getByTestId('refused').waitFor();
    expect(await violations(page), 'refused').toEqual([]);
    await page.close();
  });

  it('axe finds nothing where there is little room, and nothing is cut off', async () => {
    for (const size of [
      [320, 640],
      [640, 360],
    ] as const) {
      const page = await pages.open({ theme, size });
      await showDemo(page, [record('one', 'Memory of server 1'), record('two', 'Memory of server 2')]);
      await page.getByTestId('row').first().click();
      expect(await violations(page), size.join(' × ')).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(size[0]);
      await page.close();
    }
  });

  it('never complained', () => {
    expect(pages.errors).toEqual([]);
  });
});

describe('the session store', () => {
  const pages = sideViewPages('store');
  let page: Page;
  let host: Host | undefined;
  beforeEach(async () => {
    page = await pages.open();
  });
  afterEach(async () => {
    await host?.dispose();
    host = undefined;
    await page.close();
  });

  async function open(rows = MANY, options: { allowed?: boolean } = {}): Promise<Host> {
    host = new Host(page, sessionsFile(rows));
    await host.open(options);
    return host;
  }

  it('shows a page of rows, those in sight alone, and says how many there are', async () => {
    await open();
    await expect.poll(() => page.getByTestId('amount').textContent()).toBe('450 sessions counted · 200 on this page');
    expect(await page.getByTestId('rows').getAttribute('aria-rowcount')).toBe('201');
    expect(await page.getByTestId('row').count()).toBeLessThan(60);
    const cells = await page.getByTestId('row').first().getByRole('gridcell').allTextContents();
    const [, id, user, data, size, left] = cells;
    expect([id, user, size]).toEqual(['s0000', 'alice', `${DATA['s0000']!.length} B`]);
    expect(data).toMatch(/^\{"user":\{"name":"alice","role":"admin"\},"api":/);
    expect(left).toMatch(/^2\d,\d{3} days$/);
    expect(await page.getByTestId('row').nth(2).textContent()).toContain('no JSON object');

    await page.getByTestId('next').click();
    await expect.poll(async () => (await ids(page))[0]).toBe('s0200');
    await page.getByTestId('next').click();
    await expect.poll(async () => (await ids(page))[0]).toBe('s0400');
    expect(await page.getByTestId('next').getAttribute('aria-disabled')).toBe('true');
    await page.getByTestId('previous').click();
    await expect.poll(async () => (await ids(page))[0]).toBe('s0200');
  });

  it('is a grid for those who listen, and is walked with the keyboard alone', async () => {
    await open(MANY, { allowed: true });
    const grid = page.getByRole('grid', { name: 'Sessions of this page' });
    expect(await grid.getByRole('columnheader').count()).toBe(6);
    await grid.focus();
    const active = (): Promise<string | null> => grid.getAttribute('aria-activedescendant');
    expect(await active()).toBe('row-0');
    await page.keyboard.press('End');
    await expect.poll(active).toBe('row-199');
    await page.locator('#row-199').waitFor();
    await page.keyboard.press('PageUp');
    await page.keyboard.press('Home');
    for (const key of [' ', 'ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowDown']) await page.keyboard.press(key);
    await expect.poll(() => page.getByTestId('chosen').textContent()).toBe('4 sessions chosen');
    expect(await grid.getByRole('row', { selected: true }).count()).toBe(4);
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toBe('H2');
    expect(await page.locator('.row-detail h2').textContent()).toBe(`Session of ${HOSTILE}`);
    await page.keyboard.press('Escape');
    await expect.poll(() => focused(page)).toBe('rows');
    await page.keyboard.press('Control+c');
    await page.keyboard.press('Delete');
    await expect
      .poll(async () => (await asked(page)).filter(({ type }) => type === 'copy' || type === 'destroy'))
      .toEqual([
        { type: 'copy', text: 's0000\ns0001\ns0002\ns0003', what: '4 ids' },
        { type: 'destroy', ids: ['s0000', 's0001', 's0002', 's0003'] },
      ]);
    await expect.poll(async () => (await ids(page))[0]).toBe('s0004');
    await expect.poll(() => page.getByTestId('amount').textContent()).toContain('446 sessions counted');
    expect(await page.getByTestId('chosen').textContent()).toBe('Nothing chosen');
  });

  it('finds rows by id, user or data, and by the signed cookie that names one', async () => {
    await open();
    const find = async (words: string): Promise<(string | null)[]> => {
      await page.getByLabel('Find').fill(words);
      await page.keyboard.press('Enter');
      await expect.poll(() => page.getByTestId('amount').textContent()).toContain('450 looked at');
      return ids(page);
    };
    expect(await find('USER-44')).toEqual(
      [44, ...Array.from({ length: 10 }, (_, n) => 440 + n)].map((n) => `s${String(n).padStart(4, '0')}`),
    );
    expect(await page.getByTestId('amount').textContent()).toBe('11 found, 450 looked at');
    expect(await find(`Cookie: lb=1; connect.sid=${encodeURIComponent(SIGNED)}`)).toEqual(['s0001', 's0007']);
    await page.getByLabel('Find').fill('no such words');
    await page.keyboard.press('Enter');
    await page.getByText('No session holds these words.').waitFor();
    await page.getByLabel('Find').fill('');
    await expect.poll(async () => (await ids(page)).length).toBeGreaterThan(11);
  });

  it('lays data out, takes a signed cookie apart and opens a token, and takes whatever they say for text', async () => {
    await open();
    await page.getByTestId('row').first().click();
    await page.getByTestId('token').waitFor();
    expect(await page.getByTestId('value').textContent()).toBe(JSON.stringify(JSON.parse(DATA['s0000']!), null, 2));
    expect(await page.getByTestId('token').textContent()).toContain('Token in api.token');
    expect(await page.getByTestId('token').textContent()).toContain('"sub": "alice"');
    await page.getByRole('button', { name: 'Open Token' }).click();
    await page.getByRole('button', { name: 'Copy Data' }).click();
    await page.getByTestId('row').nth(1).click();
    await page.getByTestId('signed').waitFor();
    expect(await page.getByTestId('signed').locator('dd').allTextContents()).toEqual(['s0007', SIGNED.split('.')[1]]);
    await page.getByTestId('row').nth(2).click();
    await page.getByText('This is no JSON object: a server that reads it will fail.').waitFor();
    expect(await page.getByTestId('value').textContent()).toBe(DATA['s0002']);
    await page.getByTestId('row').nth(3).click();
    await expect.poll(() => page.getByTestId('value').textContent()).toContain('<img src=x');
    expect(await page.evaluate(() => 'owned' in window)).toBe(false);
    expect((await asked(page)).filter(({ type }) => type === 'openToken' || type === 'copy')).toEqual([
      { type: 'openToken', token: TOKEN },
      { type: 'copy', text: DATA['s0000'], what: 'Data' },
    ]);
  });

  it('changes nothing before it is allowed', async () => {
    await open();
    expect(await page.getByTestId('read-only').textContent()).toContain("These sessions are not Auth Lab's");
    await page.getByTestId('row').first().click();
    await page.getByTestId('value').waitFor();
    expect(await page.getByTestId('edit').count()).toBe(0);
    await page.getByTestId('rows').focus();
    await page.keyboard.press('Delete');
    await page.getByTestId('allow').click();
    await page.getByTestId('edit').waitFor();
    expect((await asked(page)).filter(({ type }) => type === 'destroy')).toEqual([]);
  });

  it('edits a value, says what is wrong with it, and keeps the draft that could not be written', async () => {
    const { file } = await open(MANY, { allowed: true });
    await page.getByTestId('row').nth(1).click();
    await page.getByTestId('edit').click();
    const draft = page.locator('#draft');
    await draft.fill('{\n  "user": alice\n}');
    expect(await page.getByTestId('wrong').textContent()).toMatch(/^Line 2: /);
    await page.keyboard.press('Control+Enter');
    await draft.fill('[]');
    expect(await page.getByTestId('wrong').textContent()).toBe('A session is a JSON object: { … }.');
    await draft.fill('{"user":"carol"}');
    write(file, 'UPDATE sessions SET data = ? WHERE sid = ?', '{"user":"somebody else"}', 's0001');
    await page.keyboard.press('Control+Enter');
    await page.getByTestId('not-written').waitFor();
    expect(await draft.inputValue()).toBe('{"user":"carol"}');
    await page.keyboard.press('Escape');
    await expect.poll(() => focused(page)).toBe('H2');
    await expect.poll(() => page.getByTestId('value').textContent()).toContain('somebody else');
    await page.getByTestId('edit').click();
    await draft.fill('{"user":"carol"}');
    await page.getByTestId('save').click();
    await expect.poll(() => page.getByTestId('value').textContent()).toBe('{\n  "user": "carol"\n}');
    await expect.poll(() => page.getByTestId('row').nth(1).textContent()).toContain('carol');
    expect(await focused(page)).toBe('H2');
  });

  it('expires one, destroys several and all', async () => {
    await open(5, { allowed: true });
    await expect.poll(() => page.getByTestId('amount').textContent()).toBe('5 sessions');
    await page.getByTestId('row').nth(0).locator('.cell-choice').click();
    await page.getByTestId('expire').click();
    await page.getByTestId('row').nth(0).locator('[data-over]').waitFor();
    await page
      .getByTestId('row')
      .nth(1)
      .click({ modifiers: ['Control'] });
    await page.getByTestId('destroy').click();
    await expect.poll(() => ids(page)).toEqual(['s0002', 's0003', 's0004']);
    await page.getByTestId('destroy-all').click();
    await page.getByText('The store is empty.').waitFor();
  });

  it('shows what others change, and says when the row that is opened is gone', async () => {
    const { file } = await open(5);
    await page.getByTestId('row').nth(4).click();
    await page.getByTestId('value').waitFor();
    write(file, 'INSERT INTO sessions VALUES (?, ?, 0)', 's9999', '{"user":"late"}');
    await expect.poll(async () => (await ids(page)).at(-1), { timeout: 10_000 }).toBe('s9999');
    write(file, 'DELETE FROM sessions WHERE sid = ?', 's0004');
    await page.getByTestId('gone').waitFor({ timeout: 10_000 });
  });

  it('says when the store cannot be read any more, and goes on when it can', async () => {
    const { file } = await open(5);
    const other = new DatabaseSync(file);
    other.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    await page.getByTestId('problem').waitFor({ timeout: 10_000 });
    expect(await page.getByTestId('problem').textContent()).toContain('Another process has locked this file.');
    expect((await ids(page)).length, 'what was read stays on screen').toBe(5);
    other.exec('COMMIT');
    other.close();
    await page.getByTestId('problem').waitFor({ state: 'detached', timeout: 10_000 });
  });

  it('counts the rows of a demo down by the clock of the run, and says which server holds each', async () => {
    await showDemo(page, [record('one', 'Memory of server 1'), record('two', 'Memory of server 2')]);
    expect(await page.getByRole('columnheader').allTextContents()).toContain('Store');
    const last = page.getByTestId('row').first().getByRole('gridcell').last();
    expect(await last.textContent()).toBe('30:00');
    await tell(page, { type: 'clock', now: Date.UTC(2026, 0, 5, 9, 29, 1) });
    await expect.poll(() => last.textContent()).toBe('0:59');
    await tell(page, { type: 'clock', now: Date.UTC(2026, 0, 5, 9, 31) });
    await expect.poll(() => last.textContent()).toBe('over');
  });

  it('asks to read again when rows changed, and takes no late answer for the answer to the next', async () => {
    await showDemo(page, [record('one')]);
    await tell(page, { type: 'changed' });
    await expect.poll(async () => (await asked(page)).filter(({ type }) => type === 'page').length).toBe(2);
    const [first, second] = (await asked(page)) as unknown as { request: number }[];
    const answer = (request: number, id: string) => ({
      type: 'page',
      request,
      page: { rows: [record(id)], next: null, looked: 1, keys: null },
    });
    await tell(page, answer(first!.request, 'late'));
    await tell(page, answer(second!.request, 'two'));
    await expect.poll(() => ids(page)).toEqual(['two']);
  });

  it('never complained', () => {
    expect(pages.errors).toEqual([]);
  });
});
