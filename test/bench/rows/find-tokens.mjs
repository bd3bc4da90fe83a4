import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inTurn, medianOf } from '../measure.mjs';
import { compare } from '../row.mjs';

const ROUNDS = 5;
const LIMIT_MS = 150;
const TEN_MB = 10_000_000;
/** The naive pattern is quadratic in this text: ten megabytes of it would take hours. */
const OPENINGS = 100_000;

/** What people write: it finds most tokens, checks nothing, and has to begin anew at every opening. */
const NAIVE = /eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*/g;
/** The like for tokens in JSON: it takes the first brace for the end, and looks for it anew at every beginning. */
const NAIVE_JSON = /\{\s*"(?:payload|protected|ciphertext)"[\s\S]*?\}/g;
const NAMES = ['ours', 'naive pattern'];

/** @type {import('../row.mjs').Row} */
export default {
  id: 'find-tokens',
  title: 'Finding every token in a text',
  async measure({ programs, onRound }) {
    const jwt = await import(pathToFileURL(join(programs, 'jwt', 'find.mjs')).href);
    const { findTokens, findSerializations } = jwt;
    const inJson = { ours: findSerializations, naive: NAIVE_JSON };
    const texts = [
      { title: '10 MB of log, a token in every tenth line', text: log(), limited: true },
      { title: '10 MB of headers that are nearly tokens', text: nearlyTokens(), limited: true },
      { title: '100 KB of nothing but openings', text: 'eyJ'.repeat(OPENINGS / 3), limited: false },
      { title: '10 MB of log, a token in JSON in every tenth line', text: log(asJson), limited: true, ...inJson },
      { title: '100 KB of objects that never end', text: filled('{"payload":', OPENINGS), limited: false, ...inJson },
    ];
    const comparisons = [];
    for (const { title, text, limited, ours = findTokens, naive = NAIVE } of texts) {
      const samples = await inTurn({
        rounds: ROUNDS,
        onRound,
        ours: () => timed(() => ours(text)),
        beside: () => timed(() => text.match(naive)),
      });
      const limit = { text: `under ${LIMIT_MS} ms`, holds: (ours) => ours < LIMIT_MS };
      comparisons.push(compare({ title, unit: 'ms', names: NAMES, samples, ...(limited && { limit }) }));
    }
    const found = findTokens(texts[0].text).length;
    const written = texts[0].text.split('Bearer ').length - 1;
    return {
      comparisons,
      checks: [
        { text: `all ${written} tokens of the log are found`, met: found === written, found: String(found) },
        ...(await hostile(findSerializations, onRound)),
        ...(await inSight(jwt, onRound)),
      ],
    };
  },
};

/** The naive pattern would take hours for some of these. */
const HOSTILE = ['{"payload":', '{"payload":"', '{"header":{"x":1}} ', '{"header":[', '{"tag":"\\', '{', '{         '];

async function hostile(findSerializations, onRound) {
  const checks = [];
  for (const piece of HOSTILE) {
    const text = filled(piece, TEN_MB);
    const samples = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      onRound();
      samples.push(await timed(() => findSerializations(text)));
    }
    const middle = medianOf(samples);
    const title = `10 MB of \`${piece}\` are searched for tokens in JSON in under ${LIMIT_MS} ms`;
    checks.push({ text: title, met: middle < LIMIT_MS, found: `${Math.round(middle)} ms` });
  }
  return checks;
}

/** What an editor has to do each time that somebody has scrolled, and has a frame's time for. */
const FRAME_MS = 16;
const LINES_IN_SIGHT = 60;

async function inSight({ serializationsInLines, inspectAny, writtenParts }, onRound) {
  const sign = (payload, count) => ({
    payload: encode(payload),
    signatures: Array.from({ length: count }, (_, kid) => ({
      protected: encode({ alg: 'RS256', kid }),
      signature: 's1gn'.repeat(85),
    })),
  });
  const documents = {
    'a screen of 10 MB of tokens in JSON, one below the other': JSON.stringify(
      Array.from({ length: 8_000 }, (_, sub) => sign({ sub, exp: 1_785_499_200 }, 2)),
      null,
      2,
    ),
    'one token in JSON with a hundred signatures over 100 KB': JSON.stringify(
      sign({ text: 'x'.repeat(75_000), exp: 1_785_499_200 }, 100),
      null,
      2,
    ),
    'a screen of braces and quotes that never end': filled('{"payload":"\n', TEN_MB),
  };
  const checks = [];
  for (const [title, text] of Object.entries(documents)) {
    const lines = text.split('\n');
    const document = { lineCount: lines.length, lineAt: (line) => ({ text: lines[line] }) };
    const top = Math.floor(lines.length / 2);
    const samples = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      onRound();
      samples.push(
        await timed(() => {
          for (const { token } of serializationsInLines(document, top, top + LINES_IN_SIGHT)) {
            inspectAny(token.text);
            writtenParts(token.text, token.kind);
          }
        }),
      );
    }
    const middle = medianOf(samples);
    checks.push({
      text: `${title}: what is in sight is read in under ${FRAME_MS} ms`,
      met: middle < FRAME_MS,
      found: `${middle.toFixed(1)} ms`,
    });
  }
  return checks;
}

async function timed(run) {
  const from = performance.now();
  run();
  return performance.now() - from;
}

function log(written = (...parts) => `Bearer ${parts.join('.')}`) {
  const header = encode({ alg: 'HS256', typ: 'JWT' });
  return fill((line) => {
    const payload = encode({ sub: `user-${line}`, exp: 1_785_499_200 + line, scope: 'read write' });
    const token = written(header, payload, `${'s1gn'.repeat(10)}abc`);
    const end =
      line % 10 === 0 ? `authorization="${token}"` : 'authorization=none from=198.51.100.7 to=api.shop.example';
    return `2026-07-31T12:00:00.${line} INFO http GET /api/items/${line}?q=tea status=200 ms=12 ${end}\n`;
  });
}

function asJson(header, payload, signature) {
  return JSON.stringify({ payload, protected: header, signature });
}

/** In one piece, as a document's text is: `repeat` makes a string that is slower to look into. */
function filled(piece, length) {
  return new Array(Math.floor(length / piece.length)).fill(piece).join('');
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
