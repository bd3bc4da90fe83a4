import { defineConfig } from 'vitest/config';

const project = (name, options = {}) => ({
  // What is polled for comes or it does not; the usual second is too short for a machine that has much else to do.
  test: { name, include: [`test/${name}/**/*.test.ts`], expect: { poll: { timeout: 20_000 } }, ...options },
});

export default defineConfig({
  test: {
    projects: [
      // A machine with much else to do takes its time; nothing here waits for a clock.
      // Nothing of a test's outlives its file, so the files share their modules: a quarter of the time is loading them.
      project('unit', { testTimeout: 60_000, isolate: false }),
      // Real processes: a run takes a fraction of a second, a matrix of them a minute.
      project('golden', { testTimeout: 120_000, hookTimeout: 60_000, maxWorkers: 2 }),
      project('browser', { testTimeout: 60_000, hookTimeout: 60_000, maxWorkers: 2 }),
    ],
  },
});
