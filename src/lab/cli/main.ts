import type { TraceEvent } from '../../model';
import { account } from '../../projections/account';
import { toJson } from '../../projections/exports/json';
import { toHar } from '../../projections/exports/har';
import { toMarkdown } from '../../projections/exports/markdown';
import { toMermaid } from '../../projections/exports/mermaid';
import { toPlantUml } from '../../projections/exports/plantuml';
import { readArguments, type Format, type Request } from './arguments';
import { helpText } from './help';
import { jwtCommand } from './jwt';
import { listText } from './list';
import { play } from './play';
import { truth } from './truth';
import { tutorialCommand } from './tutorial';
import { readTutorialArguments } from './tutorial-arguments';
import { UsageError } from './usage-error';

const WRITERS: Readonly<Record<Format, (trace: readonly TraceEvent[]) => string>> = {
  text: account,
  json: toJson,
  mermaid: toMermaid,
  plantuml: toPlantUml,
  markdown: toMarkdown,
  har: (trace) => toHar(trace),
};

/** @returns the exit code: 0 when it did what was asked, 1 when the lab could not or a token is bad, 2 for a wrong word */
async function main(words: readonly string[]): Promise<number> {
  try {
    if (words[0] === 'jwt') {
      const { text, code } = await jwtCommand(words.slice(1), process.stdin);
      process.stdout.write(text);
      return code;
    }
    if (words[0] === 'tutorial') {
      const { text, notes, code } = await tutorialCommand(readTutorialArguments(words.slice(1)));
      for (const note of notes) process.stderr.write(`${note}\n`);
      process.stdout.write(text);
      return code;
    }
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
    case 'truth':
      return truth(request.format);
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
