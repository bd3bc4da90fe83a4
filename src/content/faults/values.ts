import type { Fault, FaultParameter, FaultReader, FaultValues } from '../../model';

type Problem = { readonly error: string };

/**
 * Checks the chosen values of a failure against its parameters and fills in the defaults.
 * @returns a reader of the values, or one sentence on what is wrong with them
 */
export function readFaultValues(fault: Fault, values: FaultValues = {}): FaultReader | Problem {
  const parameters = fault.parameters ?? [];
  for (const name of Object.keys(values)) {
    if (parameters.some(({ id }) => id === name)) continue;
    const known = parameters.map(({ id }) => id).join(', ');
    return {
      error: known
        ? `"${fault.id}" has no "${name}"; it has: ${known}.`
        : `"${fault.id}" has nothing to choose, so no "${name}".`,
    };
  }
  const chosen = new Map<string, string | number>();
  for (const parameter of parameters) {
    const value = Object.hasOwn(values, parameter.id) ? values[parameter.id]! : parameter.default;
    const problem = whatIsWrong(parameter, value);
    if (problem !== null) return { error: `"${parameter.id}" of "${fault.id}" ${problem}` };
    chosen.set(parameter.id, parameter.type === 'number' ? value : String(value));
  }
  return new Values(chosen);
}

/** What is wrong with one value, as the end of a sentence, or null. */
function whatIsWrong(parameter: FaultParameter, value: string | number): string | null {
  switch (parameter.type) {
    case 'number': {
      const unit = parameter.unit === '' ? '' : ` ${parameter.unit}`;
      if (typeof value !== 'number' || !Number.isInteger(value)) return 'must be a whole number.';
      if (value < parameter.min || value > parameter.max)
        return `goes from ${parameter.min} to ${parameter.max}${unit}.`;
      return null;
    }
    case 'choice': {
      const ids = parameter.options.map(({ id }) => id);
      return ids.includes(String(value)) ? null : `is one of: ${ids.join(', ')}.`;
    }
    case 'node':
      // Whether this run has such a server is for the failure to say.
      return /^app(-[1-9]\d?)?$/.test(String(value)) ? null : 'names a server, such as app or app-2.';
    case 'text':
      return String(value).length <= MOST_TEXT ? null : `is at most ${MOST_TEXT} characters long.`;
    default:
      return parameter satisfies never;
  }
}

/** Longer than any path worth typing. */
const MOST_TEXT = 200;

class Values implements FaultReader {
  constructor(private readonly chosen: ReadonlyMap<string, string | number>) {}

  number(id: string): number {
    return Number(this.#of(id));
  }

  text(id: string): string {
    return String(this.#of(id));
  }

  /** @throws for a parameter that the failure does not have: its own file is wrong, not the learner */
  #of(id: string): string | number {
    const value = this.chosen.get(id);
    if (value === undefined) throw new Error(`This failure has no parameter "${id}".`);
    return value;
  }
}
