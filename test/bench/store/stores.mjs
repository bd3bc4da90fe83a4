// Two stores with as many sessions as somebody's real one: a SQLite file, and a Redis of our own on a socket.
import { createClient } from '@redis/client';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ensureRedis } from '../../../scripts/setup/redis.mjs';

const BATCH = 50_000;
const FILL = `for i = tonumber(ARGV[1]), tonumber(ARGV[2]) do
  redis.call('SET', 'sess:' .. i, '{"cookie":{},"user":{"name":"user-' .. i .. '"}}', 'PX', 86400000) end`;
/** Commands that keep Redis from others for longer are counted. Microseconds. */
const SLOW = 20_000;

/**
 * @param {import('../../../scripts/vscode/session.mjs').Session} session
 * @param {number} rows
 * @returns {Promise<string>} the file
 */
export async function sqliteFile(session, rows) {
  const file = join(await mkdtemp(join(session.directory, 'store-')), 'sessions.sqlite');
  const database = new DatabaseSync(file);
  database.exec(`PRAGMA synchronous = OFF;
    CREATE TABLE sessions (sid TEXT PRIMARY KEY, data TEXT NOT NULL, expires INTEGER);
    WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${rows - 1})
    INSERT INTO sessions SELECT printf('s%07d', i), '{"cookie":{},"user":{"name":"user-' || i || '"}}', 4000000000000 FROM n`);
  database.close();
  return file;
}

/**
 * @param {import('../../../scripts/vscode/session.mjs').Session} session
 * @param {number} rows
 * @returns {Promise<{ url: string, client: import('@redis/client').RedisClientType, slow: () => Promise<number> }>}
 *   `slow`: how many commands were slow since it was last asked
 */
export async function redisServer(session, rows) {
  const folder = await mkdtemp(join(session.directory, 'redis-'));
  const path = join(folder, 'redis.sock');
  const words = ['--port', '0', '--unixsocket', path, '--save', '', '--dir', folder];
  const child = session.spawn(await ensureRedis(), words, { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error('Redis did not start.')));
    child.stdout.setEncoding('utf8').on('data', (text) => /ready to accept/i.test(text) && resolve());
  });
  const client = createClient({ socket: { path, tls: false } });
  client.on('error', () => undefined);
  await client.connect();
  session.beforeClose(async () => client.destroy());
  for (let from = 0; from < rows; from += BATCH) {
    await client.eval(FILL, { arguments: [String(from), String(Math.min(rows, from + BATCH) - 1)] });
  }
  await client.configSet('slowlog-log-slower-than', String(SLOW));
  const slow = async () => {
    const count = Number(await client.sendCommand(['SLOWLOG', 'LEN']));
    await client.sendCommand(['SLOWLOG', 'RESET']);
    return count;
  };
  await slow();
  return { url: `unix://${path}`, client, slow };
}
