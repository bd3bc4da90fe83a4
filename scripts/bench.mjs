// npm run bench: measures Auth Lab beside what it can be compared with. npm run bench -- activation requests: only these
// rows; --json: one JSON document instead of a table; --strict: a missed limit fails.
import { parseArgs } from 'node:util';
import { ensureDependencies } from './setup/dependencies.mjs';
import { onProjectNode } from './setup/node.mjs';
import { runMain } from './setup/problem.mjs';

await runMain(async () => {
  await onProjectNode(import.meta.url);
  const asked = readArguments();
  if (asked === undefined) return 2;
  await ensureDependencies();
  const { bench, unknownRow } = await import('../test/bench/bench.mjs');
  const complaint = unknownRow(asked.chosen);
  if (complaint !== undefined) {
    process.stderr.write(`${complaint}\n`);
    return 2;
  }
  return bench(asked);
});

/** @returns {{ chosen: string[], json: boolean, strict: boolean } | undefined} nothing, and a sentence, for a wrong word */
function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false }, strict: { type: 'boolean', default: false } },
    });
    return { chosen: positionals, ...values };
  } catch (error) {
    process.stderr.write(`${error.message.split('. ')[0]}.\n`);
    return undefined;
  }
}
