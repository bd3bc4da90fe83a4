import { afterAll, describe, expect, it } from 'vitest';
import { AddressBook } from '../../../../src/lab/address';
import { medianOf } from '../../../../src/lab/charts/measurer';
import { measureSizes } from '../../../../src/lab/charts/sizes';
import { timeWays } from '../../../../src/lab/charts/times';

const addresses = new AddressBook();
afterAll(() => addresses.dispose());

describe('the median', () => {
  it.each([
    [[3], 3, 3, 3],
    [[5, 1, 3], 3, 1, 5],
    [[4, 1, 2, 3], 2.5, 1, 4],
  ])('of %j', (numbers, median, least, most) => {
    expect(medianOf(numbers)).toEqual({ median, least, most });
  });
});

describe('the sizes of credentials', () => {
  it('find the cliffs where they are: 4,096 bytes for a cookie, 16 KiB for all headers', async () => {
    const told: string[] = [];
    const { series, limits, x } = await measureSizes(addresses, (words) => told.push(words));
    const [cookie, header] = limits;
    // One more claim takes about 56 bytes, so the last one that fits lies so close below.
    expect(cookie?.at).toBeLessThanOrEqual(4_096);
    expect(cookie?.at).toBeGreaterThan(4_096 - 80);
    expect(header?.at).toBeLessThan(16_384);
    expect(header?.at).toBeGreaterThan(16_384 - 200);
    const [token, session] = series;
    expect(token?.values).toHaveLength(x.values.length);
    expect([...(token?.values ?? [])].sort((a, b) => Number(a) - Number(b))).toEqual(token?.values);
    expect(new Set(session?.values).size).toBe(1);
    expect(told).toHaveLength(3);
  });
});

describe('the times to find out who is asking', () => {
  it('are measured for the ways that were asked for, in their order', async () => {
    const timed = await timeWays(addresses, ['Memory', 'Encrypted cookie', 'ES256'], () => undefined);
    expect(timed.map(({ way }) => way)).toEqual(['Memory', 'Encrypted cookie', 'ES256']);
    for (const { found } of timed) {
      expect(found.least).toBeGreaterThan(0);
      expect(found.least).toBeLessThanOrEqual(found.median);
      expect(found.median).toBeLessThanOrEqual(found.most);
    }
    // An elliptic curve against a look-up in a Map: whatever the machine has to do besides, this order stands.
    expect(timed[2]?.found.least).toBeGreaterThan(timed[0]?.found.least ?? Number.NaN);
  });
});
