// npm run check: the same as npm test -- check.
import { ensureDependencies } from './setup/dependencies.mjs';
import { onProjectNode } from './setup/node.mjs';
import { runMain } from './setup/problem.mjs';
import { runChecks } from './suites/checks.mjs';
import { inWords } from './suites/counts.mjs';
import { runner } from './suites/runner.mjs';
import { Session } from './vscode/session.mjs';
import { onStop } from './vscode/stop.mjs';

await runMain(async () => {
  await onProjectNode(import.meta.url);
  await ensureDependencies();
  const session = new Session();
  onStop(() => session.close());
  try {
    const counts = await runChecks(runner(session));
    process.stdout.write(`\n${inWords(counts)}\n`);
    return counts.failed === 0 ? 0 : 1;
  } finally {
    await session.close();
  }
});
