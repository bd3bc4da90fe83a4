import type { FaultParameter, FaultValues } from './contracts';

/** The value of a failure's parameter as it was typed or chosen, or a sentence on what is wrong with it. */
export type ReadValue = { readonly value: string | number } | { readonly error: string };

const LONGEST_TEXT = 200;

/**
 * Reads one parameter from a form.
 * @param nodes the run's servers, for a parameter that names one
 */
export function readValue(parameter: FaultParameter, text: string, nodes: readonly string[]): ReadValue {
  const { title } = parameter;
  switch (parameter.type) {
    case 'number': {
      const { min, max, unit } = parameter;
      const value = Number(text);
      const range = `${title}: a whole number from ${grouped(min)} to ${grouped(max)}${unit === '' ? '' : ` ${unit}`}.`;
      return text.trim() === '' || !Number.isInteger(value) || value < min || value > max
        ? { error: range }
        : { value };
    }
    case 'choice':
      return parameter.options.some(({ id }) => id === text)
        ? { value: text }
        : { error: `${title}: one of ${parameter.options.map((option) => option.title).join(', ')}.` };
    case 'node':
      return nodes.includes(text) ? { value: text } : { error: `${title}: this run has no such server.` };
    case 'text':
      return text.length > LONGEST_TEXT ? { error: `${title}: ${LONGEST_TEXT} characters at most.` } : { value: text };
    default:
      return parameter satisfies never;
  }
}

/**
 * The parameters that there is anything to ask about, given what has been chosen so far.
 * @param nodes the run's servers: which of them is no question where there is only the usual one
 */
export function askedParameters(
  parameters: readonly FaultParameter[],
  values: Readonly<Record<string, string | number>>,
  nodes: readonly string[] | null = null,
): readonly FaultParameter[] {
  return parameters.filter(({ onlyWith, type, default: usual }) => {
    if (type === 'node' && nodes?.length === 1 && nodes[0] === usual) return false;
    if (!onlyWith) return true;
    const other = parameters.find(({ id }) => id === onlyWith.id);
    return String(values[onlyWith.id] ?? other?.default) === onlyWith.value;
  });
}

/** What a form shows before anything is chosen. A server that is no longer there gives way to the first one. */
export function defaultText(parameter: FaultParameter, nodes: readonly string[]): string {
  if (parameter.type !== 'node') return String(parameter.default);
  return nodes.includes(parameter.default) ? parameter.default : (nodes[0] ?? parameter.default);
}

/** The values that differ from the defaults: what has to be sent. */
export function changedValues(parameters: readonly FaultParameter[], values: FaultValues): FaultValues | undefined {
  const changed = parameters.flatMap(({ id, default: usual }) => {
    const value = values[id];
    return value === undefined || value === usual ? [] : [[id, value] as const];
  });
  return changed.length === 0 ? undefined : Object.fromEntries(changed);
}

function grouped(value: number): string {
  return value.toLocaleString('en-US');
}
