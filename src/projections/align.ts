/** A place in one list, in the other, or the same in both. */
export type Pairing = readonly [a: number, b: number] | readonly [a: number, b: null] | readonly [a: null, b: number];

/** Above this many comparisons the best alignment is given up for a good one. */
const MOST = 4_000_000;

/** How far the quick way looks ahead for the next place where the lists agree. */
const AHEAD = 200;

/**
 * Lines two lists of keys up: equal keys beside each other, in order, as many as possible (longest common
 * subsequence). Very long lists that differ all over are lined up by looking ahead instead.
 */
export function align(a: readonly string[], b: readonly string[]): Pairing[] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let tail = 0;
  while (tail < a.length - start && tail < b.length - start && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  const middleA = a.slice(start, a.length - tail);
  const middleB = b.slice(start, b.length - tail);
  const middle = middleA.length * middleB.length <= MOST ? longest(middleA, middleB) : quick(middleA, middleB);
  const same = (count: number, atA: number, atB: number): Pairing[] =>
    Array.from({ length: count }, (_, index) => [atA + index, atB + index] as const);
  return [
    ...same(start, 0, 0),
    ...middle.map(([x, y]) => [x === null ? null : x + start, y === null ? null : y + start] as Pairing),
    ...same(tail, a.length - tail, b.length - tail),
  ];
}

function longest(a: readonly string[], b: readonly string[]): Pairing[] {
  const width = b.length + 1;
  const best = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number): number => best[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      best[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pairs: Pairing[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) pairs.push([i++, j++]);
    else if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) pairs.push([i++, null]);
    else pairs.push([null, j++]);
  }
  return pairs;
}

function quick(a: readonly string[], b: readonly string[]): Pairing[] {
  const pairs: Pairing[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    const [skipA, skipB] = nextMeeting(a, b, i, j);
    for (let skipped = 0; skipped < skipA; skipped += 1) pairs.push([i++, null]);
    for (let skipped = 0; skipped < skipB; skipped += 1) pairs.push([null, j++]);
    if (i < a.length && j < b.length && a[i] === b[j]) pairs.push([i++, j++]);
  }
  while (i < a.length) pairs.push([i++, null]);
  while (j < b.length) pairs.push([null, j++]);
  return pairs;
}

/** How many to leave out of each list until both go on with the same key: as few as possible. */
function nextMeeting(a: readonly string[], b: readonly string[], i: number, j: number): [number, number] {
  for (let together = 0; together <= AHEAD; together += 1) {
    for (let skipA = 0; skipA <= together; skipA += 1) {
      const [x, y] = [i + skipA, j + together - skipA];
      if (x < a.length && y < b.length && a[x] === b[y]) return [skipA, together - skipA];
    }
  }
  return [1, 1];
}
