// The lab without VS Code: npm run -s lab -- list. Set-up and build speak on standard error only.
import { join } from 'node:path';
import { ensureBuild } from './setup/build.mjs';
import { ensureNode, passThrough } from './setup/node.mjs';
import { root } from './setup/paths.mjs';
import { runMain } from './setup/problem.mjs';

await runMain(async () => {
  await ensureBuild();
  return passThrough(await ensureNode(), [join(root, 'dist', 'cli.js'), ...process.argv.slice(2)]);
});
