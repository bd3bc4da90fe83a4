import type * as z from 'zod/mini';

/** The outcome of reading something that came from outside. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string };

/**
 * Reads an unknown value by a schema.
 * @returns the value, or a sentence that names the first place where it is wrong; never throws
 */
export function parseWith<T>(schema: z.ZodMiniType<T>, input: unknown, what: string): Parsed<T> {
  const result = schema.safeParse(input);
  if (result.success) return { ok: true, value: result.data };
  const issue = result.error.issues[0];
  const place = issue && issue.path.length > 0 ? ` at "${issue.path.join('.')}"` : '';
  return { ok: false, error: `${what} has the wrong shape${place}: ${issue?.code ?? 'invalid'}.` };
}
