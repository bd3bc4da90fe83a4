import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { explain } from '../../src/jwt';
import type { TokenIntent, TokenOrigin, Verified } from '../../src/model/token-protocol';
import { show, tokenPages } from './token-page';
import { violations } from './violations';

const encode = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const SIGNATURE = encode('s'.repeat(32));
const jwt = (claims: unknown, header: unknown = { alg: 'HS256', typ: 'JWT' }): string =>
  `${encode(header)}.${encode(claims)}.${SIGNATURE}`;
const FAR = 4_000_000_000;
const TOKEN = jwt({ iss: 'https://issuer.example', sub: 'alice', iat: 1_700_000_000, exp: FAR });
const JWE = [
  encode({ alg: 'RSA-OAEP-256', enc: 'A256GCM' }),
  ...['k', 'i', 'c', 't'].map((each) => encode(each.repeat(16))),
].join('.');
const FORGED: TokenOrigin = {
  type: 'forged',
  id: 'none',
  attack: 'Algorithm none',
  how: 'It removes the signature.',
  why: 'A verifier may believe the header.',
  stops: 'A list of allowed algorithms.',
  source: 'RFC 8725 §2.1',
  changes: [{ part: 'header', pointer: '/alg', before: '"HS256"', after: '"none"' }],
  variants: [TOKEN, TOKEN],
};

async function asked<T extends TokenIntent['type']>(page: Page, type: T): Promise<Extract<TokenIntent, { type: T }>[]> {
  const all = await page.evaluate(() => tokenHost.intents);
  return all.filter((intent): intent is Extract<TokenIntent, { type: T }> => intent.type === type);
}

/** Verifies as the host would, with a signature that matches or not. */
async function verify(page: Page, token: string, matches: boolean): Promise<void> {
  await page.getByTestId('verify').click();
  await page.waitForFunction(() => tokenHost.intents.some(({ type }) => type === 'verify'));
  const { verdict, checks } = explain(token, { now: 1_800_000_000, key: 'secret', verifySignature: () => matches });
  const key = { description: 'Shared secret', fingerprint: 'f00', how: 'Read as text.', notes: [], alternatives: [] };
  const request = (await asked(page, 'verify')).at(-1)!.request;
  await page.evaluate(([number, verified]) => tokenHost.tell({ type: 'verified', request: number, verified }), [
    request,
    { verdict, checks, key } satisfies Verified,
  ] as const);
  await page.getByTestId('checks').waitFor();
}

describe.each(['light', 'dark', 'high-contrast'] as const)('the token view in the %s theme', (theme) => {
  const pages = tokenPages();

  it('axe finds nothing in any state', async () => {
    const page = await pages.open(TOKEN, { theme });
    expect(await violations(page), 'decoded').toEqual([]);
    await page.getByTestId('expectations').locator('summary').click();
    await page.getByText('From an address').click();
    await verify(page, TOKEN, false);
    expect(await violations(page), 'refused').toEqual([]);
    await page.getByTestId('part-payload').getByText('JSON', { exact: true }).click();
    expect(await violations(page), 'pretty').toEqual([]);
    await show(page, TOKEN, FORGED);
    await page.getByTestId('changes').waitFor();
    expect(await violations(page), 'forged').toEqual([]);
    await show(page, JWE);
    await page.getByTestId('sealed').waitFor();
    expect(await violations(page), 'encrypted').toEqual([]);
    await show(page, `${encode({ alg: 'HS256' })}.${encode('{"a":1')}==.x.y`);
    await page.getByText('A strict reader stops here').waitFor();
    expect(await violations(page), 'damaged').toEqual([]);
    await page.close();
    const narrow = await pages.open(TOKEN, { theme, size: [320, 640] });
    expect(await violations(narrow), 'narrow').toEqual([]);
    expect(await narrow.evaluate(() => document.documentElement.scrollWidth), 'nothing is cut off').toBe(320);
    await narrow.close();
  });

  it('never complained', () => {
    expect(pages.errors).toEqual([]);
  });
});

describe('the token view', () => {
  const pages = tokenPages();

  it('says that nothing was verified until it was, and again as soon as the key or the rules are others', async () => {
    const page = await pages.open(TOKEN);
    const standing = page.getByTestId('standing');
    expect(await standing.textContent()).toBe('Decoded, not verified');
    await page.getByTestId('key-text').fill('a secret');
    await verify(page, TOKEN, true);
    expect(await standing.textContent()).toBe('Verified');
    expect(await page.getByTestId('said').textContent()).toBe('Verified: every check that was made passed.');
    await page.getByTestId('key-text').fill('another secret');
    expect(await standing.textContent()).toBe('Decoded, not verified');
    await verify(page, TOKEN, false);
    expect(await standing.textContent()).toBe('Refused');
    await page.getByTestId('expectations').locator('summary').click();
    await page.getByLabel('Audience').fill('shop');
    expect(await standing.textContent()).toBe('Decoded, not verified');
    await page.close();
  });

  it('names what failed, and goes there', async () => {
    const page = await pages.open(TOKEN);
    await page.getByTestId('expectations').locator('summary').click();
    await page.getByTestId('key-text').fill('a secret');
    await verify(page, TOKEN, false);
    const checks = page.getByTestId('checks');
    expect(await checks.locator('.failed-checks').textContent()).toBe('What failed:signature');
    await checks.getByRole('button', { name: 'signature' }).click();
    expect(await page.evaluate(() => (document.activeElement as HTMLElement).dataset['check'])).toBe('signature');
    expect(await checks.locator('.tally').textContent()).toMatch(/^1 failed, \d+ passed, \d+ not checked$/);
    await page.close();
  });

  it('tells one cause once, and the worst finding first', async () => {
    const page = await pages.open(TOKEN.replace('.', '.ä'));
    expect(await page.locator('.troubles li').allTextContents()).toEqual([
      expect.stringContaining('not in the base64url alphabet') as string,
    ]);
    await show(page, `${jwt({ sub: 'a' })}=`);
    const findings = page.getByTestId('findings').locator('.finding');
    await expect.poll(() => findings.first().textContent()).toContain('JW16');
    await show(page, jwt('{"sub":"a","sub":"b"}'));
    await page.locator('.note', { hasText: 'occurs again' }).locator('.icon').waitFor();
    await page.close();
  });

  it('takes no answer to an earlier question for the answer to this one', async () => {
    const page = await pages.open(TOKEN);
    await page.getByTestId('key-text').fill('right');
    await page.getByTestId('verify').click();
    await page.waitForFunction(() => tokenHost.intents.some(({ type }) => type === 'verify'));
    const { request } = (await asked(page, 'verify'))[0]!;
    await page.getByTestId('key-text').fill('wrong');
    await page.evaluate((number) => {
      tokenHost.tell({ type: 'verified', request: number, verified: { verdict: 'accepted', checks: [] } });
      tokenHost.tell({ type: 'notice', message: 'afterwards' });
    }, request);
    await page.getByText('afterwards').waitFor();
    expect(await page.getByTestId('standing').textContent()).toBe('Decoded, not verified');
    await page.close();
  });

  it('asks with what was typed, and with nothing else', async () => {
    const page = await pages.open(TOKEN);
    await page.getByTestId('key-text').fill('c2VjcmV0');
    await page.getByTestId('key-as').selectOption('base64');
    await page.getByTestId('expectations').locator('summary').click();
    await page.getByLabel('Algorithms allowed').fill('HS256, HS512');
    await page.getByLabel('Issuer').fill('https://issuer.example');
    await page.getByLabel('Tolerance in seconds').fill('30');
    await page.getByTestId('verify').click();
    await page.waitForFunction(() => tokenHost.intents.some(({ type }) => type === 'verify'));
    expect((await asked(page, 'verify'))[0]).toMatchObject({
      token: TOKEN,
      key: { type: 'typed', text: 'c2VjcmV0', as: 'base64' },
      expectations: { algorithms: ['HS256', 'HS512'], issuer: ['https://issuer.example'], clockTolerance: 30 },
    });
    await page.close();
  });

  it('shows meanings with their source, and times that count along', async () => {
    const page = await pages.open(TOKEN);
    const exp = page.getByTestId('member').filter({ hasText: String(FAR) });
    await expect.poll(() => exp.textContent()).toContain('RFC 7519 §4.1.4');
    expect(await exp.textContent()).toContain('2096-10-02T07:06:40Z');
    expect(await exp.textContent()).toContain('GMT+2');
    expect(await page.getByTestId('time-state').textContent()).toContain('expires in');
    await page.clock.install({ time: (FAR - 90) * 1000 });
    await page.reload();
    await show(page, TOKEN);
    const countdown = page.getByTestId('countdown').last();
    expect(await countdown.textContent()).toMatch(/^in 1 minute/);
    await page.clock.runFor(95_000);
    await expect.poll(() => page.getByTestId('time-state').textContent()).toMatch(/^Expired/);
    await page.close();
  });

  it('can be used with the keyboard alone', async () => {
    const page = await pages.open(TOKEN);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    const reached = new Set<string>();
    for (let press = 0; press < 60; press += 1) {
      await page.keyboard.press('Tab');
      const name = await page.evaluate(() => {
        const element = document.activeElement as HTMLElement | null;
        return element?.dataset['testid'] ?? element?.textContent.trim().slice(0, 30) ?? '';
      });
      reached.add(name);
      if (name === 'key-text') await page.keyboard.type('typed');
      if (name === 'verify') {
        await page.keyboard.press('Enter');
        break;
      }
    }
    for (const name of [
      'edit',
      'attack',
      'send',
      'token-text',
      'Copy Header',
      'Copy Payload',
      'key-source',
      'key-file',
    ])
      expect([...reached]).toContain(name);
    expect((await asked(page, 'verify'))[0]?.key).toMatchObject({ type: 'typed', text: 'typed' });
    await page.close();
  });

  it('has a forged token attack the lab by the name of the attack, and a variant sent as it is', async () => {
    const variant = jwt({ sub: 'variant' }, { alg: 'nOnE' });
    const page = await pages.open(TOKEN, { origin: { ...FORGED, variants: [TOKEN, variant] } });
    await page.getByRole('button', { name: 'Attack the Lab’s Servers' }).click();
    await page.waitForFunction(() => tokenHost.intents.some(({ type }) => type === 'attackLab'));
    // No token goes along: the lab forges one of its own.
    expect(await asked(page, 'attackLab')).toEqual([{ type: 'attackLab', attack: 'none' }]);
    await page.getByText('2 variants to try').click();
    await page.getByRole('button', { name: 'Send variant 2 to the lab' }).click();
    await page.waitForFunction(() => tokenHost.intents.some(({ type }) => type === 'act'));
    expect(await asked(page, 'act')).toEqual([{ type: 'act', what: 'sendToLab', token: variant }]);
    await page.close();
  });

  it.each([
    ['edit', 'editAndSign'],
    ['attack', 'attack'],
    ['send', 'sendToLab'],
  ] as const)('asks for what the button "%s" says, with the token that is shown', async (button, what) => {
    const page = await pages.open(TOKEN);
    await page.getByTestId(button).click();
    await page.waitForFunction(() => tokenHost.intents.some(({ type }) => type === 'act'));
    expect(await asked(page, 'act')).toEqual([{ type: 'act', what, token: TOKEN }]);
    await page.close();
  });

  it('looks into a token within a token and comes back', async () => {
    const outer = `${encode({ alg: 'RS256', cty: 'JWT' })}.${encode(TOKEN)}.${SIGNATURE}`;
    const page = await pages.open(outer);
    await page.getByTestId('enter').click();
    await page.getByText('"alice"').waitFor();
    await page.getByRole('navigation').getByRole('button', { name: 'Token' }).click();
    await page.getByTestId('enter').waitFor();
    await page.close();
  });

  it('reads JSON serializations, and tells what no signature covers', async () => {
    const [header, payload, signature] = TOKEN.split('.');
    const general = JSON.stringify({
      payload,
      signatures: [
        { protected: header, signature },
        { header: { alg: 'ES256', kid: 'second' }, signature },
      ],
    });
    const page = await pages.open(general);
    await page.getByText('"alice"').waitFor();
    await page.locator('.which select').selectOption('1');
    await page.getByText('No signature covers these').waitFor();
    await page.getByTestId('verify').click();
    await page.waitForFunction(() => tokenHost.intents.some(({ type }) => type === 'verify'));
    expect((await asked(page, 'verify'))[0]?.signature).toBe(1);
    await page.close();
  });

  it('shows what was decrypted, and nothing before', async () => {
    const page = await pages.open(JWE);
    expect(await page.getByTestId('opened').count()).toBe(0);
    await page.getByTestId('key-text').fill('key');
    await page.getByTestId('verify').click();
    await page.waitForFunction(() => tokenHost.intents.some(({ type }) => type === 'decrypt'));
    const { request } = (await asked(page, 'decrypt'))[0]!;
    const text = '{"sub":"within"}';
    await page.evaluate(
      ([number, plain]) =>
        tokenHost.tell({
          type: 'decrypted',
          request: number,
          decrypted: { alg: 'RSA-OAEP-256', enc: 'A256GCM', bytes: plain.length, text: plain },
        }),
      [request, text] as const,
    );
    await expect.poll(() => page.getByTestId('opened').textContent()).toContain('"within"');
    await page.close();
  });

  const HOSTILE = [
    '<img src="https://evil.example/x.png" onerror="window.owned=1">',
    '<script>window.owned=1</script>',
    '[click](command:workbench.action.quit) ![x](https://evil.example/y.png)',
    'javascript:window.owned=1',
    '\u0000\u0007\u001b[31mred',
    'admin\u202Enimda\u2066',
  ];

  it('whatever stands in a token is text', async () => {
    const claims = Object.fromEntries(HOSTILE.map((text, index) => [`${text}${index}`, text]));
    const page = await pages.open(jwt({ ...claims, nested: { list: HOSTILE } }, { alg: HOSTILE[0], kid: HOSTILE[2] }));
    await show(page, `${encode(`{"alg":"${HOSTILE[3]!}`)}.${encode(HOSTILE.join('\n'))}.${HOSTILE[1]!}`, {
      ...FORGED,
      changes: [{ part: 'payload', pointer: HOSTILE[0]!, before: HOSTILE[1]!, after: HOSTILE[2]! }],
    });
    await show(page, jwt({ ...claims, nested: { list: HOSTILE } }, { alg: HOSTILE[0], kid: HOSTILE[2] }));
    await page.getByText('onerror').first().waitFor();
    for (const look of ['JSON', 'Raw', 'Explained'])
      await page.getByTestId('part-payload').getByText(look, { exact: true }).click();
    expect(await page.locator('#root img, #root script, #root a, #root iframe').count()).toBe(0);
    expect(await page.evaluate(() => 'owned' in window)).toBe(false);
    const text = await page.evaluate(() => document.body.textContent);
    // eslint-disable-next-line no-control-regex -- they are what must not be there
    expect(text).not.toMatch(/[\u0000\u0007\u001b\u202e\u2066]/);
    await page.close();
  });

  it.each([
    ['nothing but a word', 'hello'],
    ['two parts', TOKEN.split('.').slice(0, 2).join('.')],
    ['five parts', `${TOKEN}.a.b`],
    ['empty parts', '..'],
    ['another alphabet', TOKEN.replace('.', '.ä')],
    ['padding', `${TOKEN}==`],
    ['a byte order mark', `${encode('\ufeff{"alg":"HS256"}')}.e30.x`],
    ['invalid UTF-8', `${Buffer.from([0x7b, 0xff, 0x7d]).toString('base64url')}.e30.x`],
    ['a list for a payload', jwt('[1,2]')],
    ['the same member twice', jwt('{"sub":"a","sub":"b"}')],
  ])('shows %s as far as it goes', async (_, token) => {
    const page = await pages.open(token);
    expect(await page.getByTestId('token-text').isVisible()).toBe(true);
    expect(await page.getByTestId('standing').textContent()).toBe('Decoded, not verified');
    await page.close();
  });

  it('shows the beginning of 10 MB, and stays usable', async () => {
    const page = await pages.open(TOKEN);
    const before = Date.now();
    await show(page, jwt({ sub: 'big', data: 'x'.repeat(10_000_000) }));
    await page.getByText('"big"').waitFor();
    expect(Date.now() - before).toBeLessThan(10_000);
    expect(await page.evaluate(() => document.body.textContent.length)).toBeLessThan(500_000);
    await page.getByTestId('part-payload').getByText('JSON', { exact: true }).click();
    await page
      .getByText(/… and .* more/)
      .first()
      .waitFor();
    await page.close();
  });

  it('keeps nothing', async () => {
    const page = await pages.open(TOKEN);
    await page.getByTestId('key-text').fill('a secret');
    expect(await page.evaluate(() => [tokenHost.kept, { ...localStorage }, { ...sessionStorage }])).toEqual([
      [],
      {},
      {},
    ]);
    await page.close();
  });

  it('never complained', () => {
    expect(pages.errors).toEqual([]);
  });
});
