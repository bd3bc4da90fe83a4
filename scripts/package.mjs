// npm run package: makes the VSIX and refuses one that is too large or not for every platform.
import { onProjectNode } from './setup/node.mjs';
import { runMain } from './setup/problem.mjs';
import { packageExtension } from './setup/vsix.mjs';

await runMain(async () => {
  await onProjectNode(import.meta.url);
  const { file, bytes } = await packageExtension();
  process.stdout.write(`${file}: ${(bytes / 1_000_000).toFixed(2)} MB\n`);
});
