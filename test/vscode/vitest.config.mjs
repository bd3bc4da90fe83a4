import { defineConfig } from 'vitest/config';

/** The tests that drive a whole VS Code from outside, and see its pixels. */
export default defineConfig({
  test: {
    name: 'workbench',
    include: ['test/vscode/workbench/**/*.test.ts'],
    root: new URL('../..', import.meta.url).pathname,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // What is polled for comes or it does not; the usual second is too short for a machine that has much else to do.
    expect: { poll: { timeout: 20_000 } },
    fileParallelism: false,
  },
});
