import { fileURLToPath } from 'node:url';
import { afterEach, expect, it, vi } from 'vitest';
import { LabProcess, type LabFailure } from '../../../src/process/lab-process';

const LAB = fileURLToPath(new URL('../vscode/fixtures/lab.mjs', import.meta.url));
afterEach(() => vi.unstubAllEnvs());

it('counts a lab that never says ready as dead', async () => {
  vi.stubEnv('AUTH_LAB_FIXTURE', 'is-silent');
  const failure = await new Promise<LabFailure>((resolve) => {
    new LabProcess({ path: LAB, startDeadline: 1, onReport: () => {}, onOutput: () => {}, onFailure: resolve });
  });
  expect(failure).toEqual({ code: 'lab-died', message: 'The lab did not start in time.' });
});

it('ends a lab that hangs when it is disposed, and tells no failure', async () => {
  vi.stubEnv('AUTH_LAB_FIXTURE', 'hangs');
  const onFailure = vi.fn();
  const lab = await new Promise<LabProcess>((resolve) => {
    const started = new LabProcess({ path: LAB, onReport: () => resolve(started), onOutput: () => {}, onFailure });
  });
  await lab.dispose();
  expect(() => process.kill(lab.pid ?? 0, 0)).toThrow('ESRCH');
  expect(onFailure).not.toHaveBeenCalled();
});

it("keeps the editor's own environment from the lab", async () => {
  vi.stubEnv('NODE_OPTIONS', '--no-such-option');
  const onFailure = vi.fn();
  const lab = await new Promise<LabProcess>((resolve, reject) => {
    const started = new LabProcess({
      path: LAB,
      onReport: () => resolve(started),
      onOutput: () => {},
      onFailure: reject,
    });
  });
  await lab.dispose();
  expect(onFailure).not.toHaveBeenCalled();
});
