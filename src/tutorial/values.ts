/**
 * Everything that a path leads to inside of an event's data: into objects by name, into lists by number or by the `id`
 * or `name` of an element, into headers by name, and into JSON that stands in a text.
 * @param path dotted
 */
export function valuesAt(data: unknown, path: string): readonly unknown[] {
  return resolve(data, path.split('.'));
}

function resolve(value: unknown, [first, ...rest]: readonly string[]): readonly unknown[] {
  if (first === undefined)
    return Array.isArray(value) && value.every((each) => typeof each !== 'object') ? value : [value];
  if (typeof value === 'string') {
    const parsed = jsonOf(value);
    return parsed === undefined ? [] : resolve(parsed, [first, ...rest]);
  }
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return elements(value, first).flatMap((each) => resolve(each, rest));
  return Object.hasOwn(value, first) ? resolve((value as Record<string, unknown>)[first], rest) : [];
}

function elements(list: readonly unknown[], word: string): readonly unknown[] {
  if (/^\d{1,4}$/.test(word)) return list.slice(Number(word), Number(word) + 1);
  return list.flatMap((each): unknown[] => {
    if (Array.isArray(each)) {
      const [name, value] = each as readonly unknown[];
      return typeof name === 'string' && name.toLowerCase() === word.toLowerCase() ? [value] : [];
    }
    const { id, name } = (each ?? {}) as { readonly id?: unknown; readonly name?: unknown };
    return id === word || name === word ? [each] : [];
  });
}

function jsonOf(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
