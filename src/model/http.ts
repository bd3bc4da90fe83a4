/**
 * HTTP as it stood on the wire: header fields keep their order and spelling, bodies are text.
 * Source: RFC 9110 §5 (fields), §6 (messages).
 */

/** One header field line: name as sent, value as sent. */
export type HeaderLine = readonly [name: string, value: string];

/**
 * The first value of a header field, or undefined. Names compare without case (RFC 9110 §5.1).
 */
export function headerValue(headers: readonly HeaderLine[], name: string): string | undefined {
  const wanted = name.toLowerCase();
  return headers.find(([each]) => each.toLowerCase() === wanted)?.[1];
}

/** Every value of a header field in order; `Set-Cookie` must never be joined (RFC 9110 §5.3). */
export function headerValues(headers: readonly HeaderLine[], name: string): string[] {
  const wanted = name.toLowerCase();
  return headers.filter(([each]) => each.toLowerCase() === wanted).map(([, value]) => value);
}

/** Pairs up a flat list of names and values, as Node keeps them in `rawHeaders`. */
export function headerLines(raw: readonly string[]): HeaderLine[] {
  return raw.flatMap((name, index): HeaderLine[] => (index % 2 === 0 ? [[name, raw[index + 1] ?? '']] : []));
}
