import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { inTurn } from '../measure.mjs';
import { compare } from '../row.mjs';
import { redisServer, sqliteFile } from '../store/stores.mjs';

const MILLION = 1_000_000;
const PAGE = 200;
const ROUNDS = 5;
const LIMIT_MS = 200;
const LIMIT_MB = 50;
const LIMIT = { text: `under ${LIMIT_MS} ms`, holds: (ours) => ours < LIMIT_MS };
const OURS = 'its first page, process and all';

/** @type {import('../row.mjs').Row} */
export default {
  id: 'first-page',
  title: 'Opening a store of a million sessions',
  async measure({ session, product, programs, onRound }) {
    const { DeskProcess } = await import(pathToFileURL(join(programs, 'store', 'desk.mjs')).href);
    const file = await sqliteFile(session, MILLION);
    const redis = await redisServer(session, MILLION);
    let rows = 0;
    const before = process.memoryUsage().rss;
    const open = async (address) => {
      const from = performance.now();
      const desk = new DeskProcess(join(product, 'dist', 'store-desk.js'));
      try {
        await desk.open(address);
        const page = await desk.page({ cursor: null, search: '', size: PAGE });
        rows = page.rows.length;
        return performance.now() - from;
      } finally {
        await desk.dispose();
      }
    };
    const ours = {
      sqlite: { kind: 'sqlite', file, ours: false },
      redis: { kind: 'redis', url: redis.url, ours: false },
    };
    // Ours alone first: what the other side reads makes this process large.
    const counts = [];
    for (const address of Object.values(ours)) {
      await open(address);
      counts.push(rows);
    }
    const growth = (process.memoryUsage().rss - before) / 1_000_000;
    const slow = await redis.slow();
    const sqlite = await inTurn({
      rounds: ROUNDS,
      onRound,
      ours: () => open(ours.sqlite),
      beside: () => everyRow(file),
    });
    const scan = await inTurn({
      rounds: ROUNDS,
      onRound,
      ours: () => open(ours.redis),
      beside: () => everyKey(redis.client),
    });
    return {
      comparisons: [
        compare({ title: 'SQLite', unit: 'ms', names: [OURS, 'every row'], samples: sqlite, limit: LIMIT }),
        compare({ title: 'Redis', unit: 'ms', names: [OURS, 'KEYS, then as many'], samples: scan, limit: LIMIT }),
      ],
      checks: [
        { text: `a page has ${PAGE} rows or some more`, met: counts.every((n) => n >= PAGE), found: counts.join(', ') },
        { text: 'no command of ours keeps Redis from others for 20 ms', met: slow === 0, found: `${slow} that do` },
        {
          text: `whoever opens them grows by less than ${LIMIT_MB} MB`,
          met: growth < LIMIT_MB,
          found: `${growth.toFixed(1)} MB`,
        },
      ],
    };
  },
};

/** What a viewer does that pages only what it shows. */
async function everyRow(file) {
  const from = performance.now();
  const database = new DatabaseSync(file, { readOnly: true });
  database.prepare('SELECT * FROM sessions ORDER BY sid').all();
  database.close();
  return performance.now() - from;
}

/** @param {import('@redis/client').RedisClientType} client */
async function everyKey(client) {
  const from = performance.now();
  const keys = await client.keys('sess:*');
  await client.mGet(keys.sort().slice(0, PAGE));
  return performance.now() - from;
}
