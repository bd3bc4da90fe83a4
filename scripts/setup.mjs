// Brings what a fresh machine lacks. Each part can be asked for by itself; asking twice costs nothing.
import { ensureChromium } from './setup/chromium.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { ensureNode } from './setup/node.mjs';
import { Problem, runMain } from './setup/problem.mjs';
import { ensureRedis } from './setup/redis.mjs';
import { ensureVSCodeServer } from './setup/vscode-server.mjs';

const PARTS = {
  node: ensureNode,
  dependencies: ensureDependencies,
  vscode: ensureVSCodeServer,
  chromium: ensureChromium,
  redis: ensureRedis,
};

await runMain(async () => {
  const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(PARTS);
  for (const name of wanted) {
    const ensure = PARTS[name];
    if (ensure === undefined)
      throw new Problem(`There is no part "${name}" to set up; the parts are: ${Object.keys(PARTS).join(', ')}.`);
    const path = await ensure();
    if (path !== undefined) process.stdout.write(`${name}: ${path}\n`);
  }
});
