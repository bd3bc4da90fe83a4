import type { SourceLine, Trace } from '../../model';
import { codeLine, lastLine } from '../code-line';
import type { Parts } from '../parts';
import { problems } from '../problem';
import type { Run } from '../run';

/** Opens the running server's code at the line behind a message: by default the selected one, else the last to run. */
export async function showServerCode(parts: Parts, seq: number | null = parts.panel.selected): Promise<void> {
  const { session, code, errors } = parts;
  const { run } = session;
  const place = (run && lineFor(run.trace, seq)) ?? firstLine(parts, run);
  if (!place) return;
  try {
    await code.show(place);
  } catch (error) {
    errors.tell(problems.noServerCode(place.file, String(error)));
  }
}

function lineFor(trace: Trace, seq: number | null): SourceLine | undefined {
  return seq === null ? lastLine(trace) : (codeLine(trace, seq) ?? lastLine(trace.slice(0, seq)));
}

/** Where nothing ran yet: the beginning of the file. */
function firstLine({ catalogue, lastScenario }: Parts, run: Run | null): { readonly file: string } | undefined {
  const running = catalogue.scenarios.find(({ id }) => id === run?.card.id);
  const scenario = running ?? lastScenario() ?? catalogue.scenarios[0];
  return scenario && { file: scenario.serverCode };
}
