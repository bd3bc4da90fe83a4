import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inTurn } from '../measure.mjs';
import { compare } from '../row.mjs';

const ROUNDS = 5;
const LIMIT_MS = 150;
const TEN_MB = 10_000_000;
/** The naive pattern is quadratic in this text: ten megabytes of it would take hours. */
const OPENINGS = 100_000;

/** What people write: it finds most tokens, checks nothing, and has to begin anew at every opening. */
const NAIVE = /eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*/g;
const NAMES = ['ours', 'naive pattern'];

/** @type {import('../row.mjs').Row} */
export default {
  id: 'find-tokens',
  title: 'Finding every token in a text',
  async measure({ programs, onRound }) {
    const { findTokens } = await import(pathToFileURL(join(programs, 'jwt', 'find.mjs')).href);
    const texts = [
      { title: '10 MB of log, a token in every tenth line', text: log(), limited: true },
      { title: '10 MB of headers that are nearly tokens', text: nearlyTokens(), limited: true },
      { title: '100 KB of nothing but openings', text: 'eyJ'.repeat(OPENINGS / 3), limited: false },
    ];
    const comparisons = [];
    for (const { title, text, limited } of texts) {
      const samples = await inTurn({
        rounds: ROUNDS,
        onRound,
        ours: () => timed(() => findTokens(text)),
        beside: () => timed(() => text.match(NAIVE)),
      });
      const limit = { text: `under ${LIMIT_MS} ms`, holds: (ours) => ours < LIMIT_MS };
      comparisons.push(compare({ title, unit: 'ms', names: NAMES, samples, ...(limited && { limit }) }));
    }
    const found = findTokens(texts[0].text).length;
    const written = texts[0].text.split('Bearer ').length - 1;
    return {
      comparisons,
      checks: [{ text: `all ${written} tokens of the log are found`, met: found === written, found: String(found) }],
    };
  },
};

async function timed(run) {
  const from = performance.now();
  run();
  return performance.now() - from;
}

function log() {
  const header = encode({ alg: 'HS256', typ: 'JWT' });
  return fill((line) => {
    const token = `${header}.${encode({ sub: `user-${line}`, exp: 1_785_499_200 + line, scope: 'read write' })}.${'s1gn'.repeat(10)}abc`;
    const end =
      line % 10 === 0 ? `authorization="Bearer ${token}"` : 'authorization=none from=198.51.100.7 to=api.shop.example';
    return `2026-07-31T12:00:00.${line} INFO http GET /api/items/${line}?q=tea status=200 ms=12 ${end}\n`;
  });
}

/** Each header is another one, so that none is remembered, and is found out only by reading it. */
function nearlyTokens() {
  return fill((line) => `${encode({ x: line })}.aa.bb `);
}

/** Whole lines only. */
function fill(make) {
  const lines = [];
  let length = 0;
  for (let line = 0; length < TEN_MB; line += 1) {
    const text = make(line);
    lines.push(text);
    length += text.length;
  }
  return lines.join('');
}

function encode(value) {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
