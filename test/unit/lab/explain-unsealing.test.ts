import { defaults, seal, unseal } from 'iron-webcrypto';
import { describe, expect, it } from 'vitest';
import { endOfSeal, explainUnsealing } from '../../../src/lab/taps/explain-unsealing';

const SECRET = 'a secret of at least thirty-two characters';
const MINUTE = 60_000;
const options = { ...defaults, ttl: MINUTE, timestampSkewSec: 0 };

/** Lets the library decide, and returns the id of the check that is said to have failed: null when it opened the seal. */
async function failedCheck(
  value: string,
  secret: Parameters<typeof unseal>[1] = SECRET,
  aheadBy = 0,
): Promise<string | null> {
  const refusal = await unseal(value, secret, { ...options, localtimeOffsetMsec: aheadBy }).then(
    () => null,
    (error: Error) => error.message,
  );
  const checks = explainUnsealing(value, refusal);
  const failed = checks.filter(({ outcome }) => outcome === 'failed').map(({ id }) => id);
  const after = checks.slice(checks.findIndex(({ outcome }) => outcome === 'failed') + 1);
  expect(failed).toHaveLength(refusal === null ? 0 : 1);
  if (refusal !== null) expect(after.every(({ outcome }) => outcome === 'skipped')).toBe(true);
  return failed[0] ?? null;
}

const sealed = (ttl = MINUTE): Promise<string> => seal({ user: 'alice' }, SECRET, { ...options, ttl });

/** The seal with one of its parts replaced. */
async function withPart(index: number, change: (part: string) => string): Promise<string> {
  const parts = (await sealed()).split('*');
  return parts.map((part, at) => (at === index ? change(part) : part)).join('*');
}

const swapFirst = (text: string): string => (text.startsWith('A') ? 'B' : 'A') + text.slice(1);

describe('the check that is named for a refusal of iron-webcrypto', () => {
  it('is none for a seal that it opens', async () => {
    expect(await failedCheck(await sealed())).toBeNull();
  });

  it('is the structure when a part is missing, or it is no seal at all', async () => {
    expect(await failedCheck((await sealed()).replace(/\*[^*]*$/, ''))).toBe('structure');
    expect(await failedCheck('')).toBe('structure');
    expect(await failedCheck('eyJ.eyJ.x')).toBe('structure');
  });

  it('is the version when it is another', async () => {
    expect(await failedCheck(await withPart(0, () => 'Fe26.1'))).toBe('version');
  });

  it('is the expiration at its end and after it, and when it is no moment', async () => {
    const value = await sealed();
    expect(await failedCheck(value, SECRET, MINUTE / 2)).toBeNull();
    expect(await failedCheck(value, SECRET, MINUTE)).toBe('expiration');
    expect(await failedCheck(await withPart(5, () => 'soon'))).toBe('expiration');
  });

  it('is the integrity when anything was changed, the end included, and with another secret', async () => {
    for (const index of [2, 3, 4, 6, 7]) expect(await failedCheck(await withPart(index, swapFirst))).toBe('integrity');
    expect(await failedCheck(await withPart(5, (end) => String(Number(end) + MINUTE)))).toBe('integrity');
    expect(await failedCheck(await withPart(7, () => '%'))).toBe('integrity');
    expect(await failedCheck(await sealed(), SECRET.toUpperCase())).toBe('integrity');
  });

  it('is the secret when the seal names one that is not accepted', async () => {
    const value = await seal({ user: 'alice' }, { id: 'newest', secret: SECRET }, options);
    expect(await failedCheck(value, { newest: SECRET, earlier: SECRET.toUpperCase() })).toBeNull();
    expect(await failedCheck(value, { newest: SECRET.toUpperCase() })).toBe('integrity');
    expect(await failedCheck(value, { other: SECRET })).toBe('secret');
    expect(await failedCheck(await sealed(), { newest: SECRET })).toBe('secret');
  });

  it('is the contents when they are sealed well and no JSON', async () => {
    const value = await seal('{', SECRET, { ...options, encode: String });
    expect(await failedCheck(value)).toBe('contents');
  });
});

describe('the end of a seal', () => {
  it('can be read by anybody', async () => {
    const value = await sealed();
    expect(endOfSeal(value)).toBe(Number(value.split('*')[5]));
  });

  it('is null where there is none', async () => {
    expect(endOfSeal(await sealed(0))).toBeNull();
    expect(endOfSeal('')).toBeNull();
    expect(endOfSeal('*****99999999999999999***')).toBeNull();
  });
});
