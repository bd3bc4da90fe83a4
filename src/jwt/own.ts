import type { JsonObject, JsonValue } from './json';

/** A member of the object itself, never one that it inherits. */
export function own(object: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}
