/**
 * Takes credentials out of text that goes to the log: signed cookies, tokens, whatever follows `Bearer`, and
 * who logs in to a Redis by its URL.
 * A last net, not a permission: nothing hands credentials to the log on purpose.
 */
export function redact(text: string): string {
  return text
    .replace(/\bBearer\s+\S+/gi, 'Bearer [hidden]')
    .replace(/\beyJ[\w-]+(?:\.[\w-]*)*/g, '[token hidden]')
    .replace(/\b(rediss?:\/\/)[^\s"']*@/gi, '$1[hidden]@')
    .replace(/\bs(?:%3A|:)[\w-]{16,}(?:\.[\w%+/=-]+)?/g, '[session id hidden]');
}
