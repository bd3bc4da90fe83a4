import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';

const CLI = resolve(import.meta.dirname, '../../dist/cli.js');

describe('the truth table', () => {
  // Every cell is a run of its own, with real servers.
  test('says what the transcript says', { timeout: 240_000 }, async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [CLI, 'truth'], { maxBuffer: 8 << 20 });
    await expect(stdout).toMatchFileSnapshot('transcripts/truth table.txt');
  });
});
