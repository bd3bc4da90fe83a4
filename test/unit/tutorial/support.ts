import type { TraceEvent } from '../../../src/model';
import { parseTutorial, type ParsedTutorial, type Tutorial } from '../../../src/tutorial';

export const GLOSSARY = { cookie: 'A small text.', session: 'What a server remembers.' };

/** A whole tutorial with one step, parts of which a test replaces. */
export function source({
  head = '',
  text = 'Text.',
  act = 'start: true',
  done = '- kind: request.sent',
  more = '',
}: {
  readonly head?: string;
  readonly text?: string;
  readonly act?: string;
  readonly done?: string;
  readonly more?: string;
} = {}): string {
  return `---
id: example
title: An example
minutes: 3
teaches: Something.
scenario: stateful
${head}---

Opening.

## First step

${text}

\`\`\`act
${act}
\`\`\`

\`\`\`done
${done}
\`\`\`
${more}
## What to remember

- This.
`;
}

/** The inside of a block with one question. */
export function advise(advice: string): string {
  return `questions:\n  - { id: store, asks: Who runs it?, answers: { we: We do, nobody: Nobody } }\nadvice:\n${advice}`;
}

export function parse(text: string): ParsedTutorial {
  return parseTutorial(text, { glossary: GLOSSARY });
}

/** @throws where it is no tutorial */
export function tutorial(text: string = source()): Tutorial {
  const { tutorial: read, diagnostics } = parse(text);
  if (!read) throw new Error(JSON.stringify(diagnostics));
  return read;
}

/** The one problem of a text, with the line that it stands in. */
export function problem(text: string): {
  readonly message: string;
  readonly at: string;
  readonly fix: string | undefined;
} {
  const { diagnostics } = parse(text);
  const [first] = diagnostics;
  if (!first) throw new Error('Nothing is wrong.');
  return { message: first.message, at: text.split('\n')[first.line - 1] ?? '', fix: first.fix };
}

/** A trace of events that are given by kind, actor and data. */
export function trace(...events: readonly (readonly [kind: string, data?: object, frame?: object])[]): TraceEvent[] {
  return events.map(
    ([kind, data = {}, frame = {}], seq) =>
      ({ seq, at: seq, actor: 'app', boot: 1, kind, data, ...frame }) as TraceEvent,
  );
}
