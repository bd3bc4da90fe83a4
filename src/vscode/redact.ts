/**
 * Takes credentials out of text that goes to the log: signed cookies, tokens and whatever follows `Bearer`.
 * A last net, not a permission: nothing hands credentials to the log on purpose.
 */
export function redact(text: string): string {
  return text
    .replace(/\bBearer\s+\S+/gi, 'Bearer [hidden]')
    .replace(/\beyJ[\w-]+(?:\.[\w-]*)*/g, '[token hidden]')
    .replace(/\bs(?:%3A|:)[\w-]{16,}(?:\.[\w%+/=-]+)?/g, '[session id hidden]');
}
