import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EXCHANGE_HEADER } from '../../../src/lab/exchange-header';
import { ANSWER, tellOverlongHeaders } from '../../../src/lab/overlong-headers';

let folder: string;
let server: Server;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'auth-lab-'));
  server = createServer((_request, response) => response.end('the application'));
  await new Promise<void>((resolve) => server.listen(join(folder, 'socket'), resolve));
});

afterEach(async () => {
  server.close();
  server.closeAllConnections();
  await rm(folder, { recursive: true });
});

/** Sends these bytes and returns all that comes back until the server closes. */
function answerTo(request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(join(folder, 'socket'), () => socket.write(request));
    let text = '';
    socket.setEncoding('latin1').on('data', (part: string) => (text += part));
    socket.on('error', reject).on('close', () => resolve(text));
  });
}

const overlong = `GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-Long: ${'x'.repeat(17_000)}\r\n${EXCHANGE_HEADER}: x7\r\n\r\n`;

describe('Headers longer than Node takes', () => {
  it('are answered with the very bytes that Node answers with by itself', async () => {
    const own = await answerTo(overlong);
    expect(own).toMatch(/^HTTP\/1\.1 431 /);
    expect(own).toBe(ANSWER);
    tellOverlongHeaders(server, () => Promise.resolve());
    expect(await answerTo(overlong)).toBe(own);
  });

  it('are told before the answer leaves, with the exchange that they belong to', async () => {
    let left = false;
    const told: string[] = [];
    tellOverlongHeaders(server, async (exchange) => {
      told.push(exchange);
      await new Promise((resolve) => setImmediate(resolve));
      expect(left).toBe(false);
    });
    const answer = answerTo(overlong).then((text) => {
      left = true;
      return text;
    });
    expect(await answer).toBe(ANSWER);
    expect(told).toEqual(['x7']);
  });

  it('leave everything else to Node', async () => {
    const own = await answerTo('nonsense\r\n\r\n');
    const told: string[] = [];
    tellOverlongHeaders(server, (exchange) => Promise.resolve(void told.push(exchange)));
    expect(await answerTo('nonsense\r\n\r\n')).toBe(own);
    expect(await answerTo('GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')).toContain('the application');
    expect(told).toEqual([]);
  });
});
