// Runs a script on the project's Node, with the project's packages in place: node scripts/run.mjs <script> [argument]…
import { join } from 'node:path';
import { ensureDependencies } from './setup/dependencies.mjs';
import { ensureNode, passThrough } from './setup/node.mjs';
import { root } from './setup/paths.mjs';
import { Problem, runMain } from './setup/problem.mjs';

await runMain(async () => {
  const [script, ...args] = process.argv.slice(2);
  if (script === undefined) throw new Problem('Name the script to run: node scripts/run.mjs <script> [argument]…');
  const node = await ensureNode();
  await ensureDependencies();
  return passThrough(node, [join(root, script), ...args]);
});
