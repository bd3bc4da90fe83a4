import autocannon from 'autocannon';
import { once } from 'node:events';
import { request } from 'node:http';
import { Problem } from '../../../scripts/setup/problem.mjs';
import { medianOf } from '../measure.mjs';

/** How often autocannon looks whether it is done. */
const TICK_MS = 20;

/** The headers that the lab's browsers and its front door would send. */
const ALWAYS = { Host: 'shop.example', 'X-Forwarded-Proto': 'https' };

/**
 * Logs in as alice.
 *
 * @param {string} address Unix socket or named pipe
 * @returns {Promise<Record<string, string>>} the headers of a request that carries the credential
 */
export async function logIn(address) {
  const body = JSON.stringify({ username: 'alice', password: 'wonderland' });
  const headers = { ...ALWAYS, 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) };
  const asking = request({ socketPath: address, method: 'POST', path: '/login', headers });
  asking.end(body);
  const [response] = await once(asking, 'response');
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) text += chunk;
  const cookie = response.headers['set-cookie']?.[0]?.split(';')[0];
  const token = response.statusCode === 200 ? JSON.parse(text).access_token : undefined;
  if (cookie !== undefined) return { ...ALWAYS, Cookie: cookie };
  if (token !== undefined) return { ...ALWAYS, Authorization: `Bearer ${token}` };
  throw new Problem(`The login was answered with ${response.statusCode} and no credential.`);
}

/**
 * Asks for the profile a fixed number of times.
 *
 * @param {object} load
 * @param {string} load.address
 * @param {Record<string, string>} load.headers
 * @param {number} load.requests
 * @param {number} load.connections how many are asked for at a time
 * @returns {Promise<{ perSecond: number, latency: number }>} latency is the median in milliseconds
 * @throws {Problem} when any answer is not 200
 */
export async function load({ address, headers, requests, connections }) {
  const run = autocannon({
    url: 'http://shop.example/profile',
    socketPath: address,
    headers,
    connections,
    amount: requests,
    timeout: 30,
    sampleInt: TICK_MS,
  });
  const latencies = [];
  let ended = 0;
  run.on('response', (_client, _status, _bytes, ms) => {
    latencies.push(ms);
    ended = performance.now();
  });
  const started = performance.now();
  const result = await run;
  if (result['2xx'] !== requests || result.errors > 0) {
    throw new Problem(`Of ${requests} requests ${result['2xx']} were answered well; ${result.errors} broke off.`);
  }
  return { perSecond: (requests / (ended - started)) * 1000, latency: medianOf(latencies) };
}
