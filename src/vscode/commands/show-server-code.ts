import type { SourceLine, Trace } from '../../model';
import { codeLine, lastLine } from '../code-line';
import { editedApp } from '../edited-servers';
import type { Parts } from '../parts';
import { problems } from '../problem';
import type { Run } from '../run';

/** Opens the running server's code at the line behind a message: by default the selected one, else the last to run. */
export async function showServerCode(parts: Parts, seq: number | null = parts.panel.selected): Promise<void> {
  const { session, code, errors } = parts;
  const { run } = session;
  const place: { readonly file: string; readonly line?: number } =
    (run && lineFor(run.trace, seq)) ?? firstLine(parts, run);
  const app = editedApp(place.file);
  try {
    if (app !== null) await parts.servers.open(app, place.line === undefined ? {} : { line: place.line });
    else await code.show(place);
  } catch (error) {
    errors.tell(problems.noServerCode(place.file, String(error)));
  }
}

function lineFor(trace: Trace, seq: number | null): SourceLine | undefined {
  return seq === null ? lastLine(trace) : (codeLine(trace, seq) ?? lastLine(trace.slice(0, seq)));
}

/** Where nothing ran yet: the beginning of the file. */
function firstLine({ catalogue, lastScenario }: Parts, run: Run | null): { readonly file: string } {
  const started = run?.trace.find((event) => event.kind === 'node.started');
  if (started) return { file: codeOf(started.data.app) };
  const chosen = run ? catalogue.scenarios.find(({ id }) => id === run.card.id) : lastScenario();
  return { file: codeOf((chosen ?? catalogue.scenarios[0])?.flow === 'stateless' ? 'stateless' : 'stateful') };
}

/** The code of a teaching server, inside the extension. */
function codeOf(app: string): string {
  return `src/apps/${app}.ts`;
}
