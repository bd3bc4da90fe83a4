import type { TraceEvent } from '../../model';
import { account } from '../../projections/account';
import { toJson } from '../../projections/exports/json';
import { toMermaid } from '../../projections/exports/mermaid';
import { readArguments, type Format, type Request } from './arguments';
import { helpText } from './help';
import { listText } from './list';
import { play } from './play';
import { UsageError } from './usage-error';

const WRITERS: Readonly<Record<Format, (trace: readonly TraceEvent[]) => string>> = {
  text: account,
  json: toJson,
  mermaid: toMermaid,
};

/** @returns the exit code: 0 when it did what was asked, 1 when the lab could not, 2 for a wrong word */
async function main(words: readonly string[]): Promise<number> {
  try {
    process.stdout.write(await answer(readArguments(words)));
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}

async function answer(request: Request): Promise<string> {
  switch (request.command) {
    case 'help':
      return helpText();
    case 'list':
      return listText(request.format);
    case 'run': {
      const { trace, notes } = await play(request);
      for (const note of notes) process.stderr.write(`Note: ${note}\n`);
      const text = WRITERS[request.format](trace);
      return text.endsWith('\n') ? text : `${text}\n`;
    }
    default:
      return request satisfies never;
  }
}

// A reader that stops early, such as `head`, is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
