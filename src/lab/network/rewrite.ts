/**
 * The response with one attribute taken out of every Set-Cookie line, as a careless proxy does it.
 * @param response the whole response as it stood on the wire
 * @param attribute "HttpOnly", "Secure", "SameSite"; compared without case (RFC 6265bis §5.6)
 */
export function withoutCookieAttribute(response: Buffer, attribute: string): Buffer {
  const end = response.indexOf('\r\n\r\n');
  if (end === -1) return response;
  // Latin-1 keeps every byte as it is.
  const lines = response.subarray(0, end).toString('latin1').split('\r\n');
  const head = lines.map((line) => (/^set-cookie:/i.test(line) ? without(line, attribute) : line)).join('\r\n');
  return Buffer.concat([Buffer.from(head, 'latin1'), response.subarray(end)]);
}

function without(line: string, attribute: string): string {
  const [pair = '', ...attributes] = line.split(';');
  const kept = attributes.filter((each) => each.split('=')[0]?.trim().toLowerCase() !== attribute.toLowerCase());
  return [pair, ...kept].join(';');
}

/** The response with its body cut off. @param kept how many bytes of the body still arrive */
export function cutOff(response: Buffer, kept: number): Buffer {
  const end = response.indexOf('\r\n\r\n');
  return end === -1 ? response : response.subarray(0, Math.min(response.length, end + 4 + kept));
}

/** Bytes of the body in a whole response. */
export function bodyLength(response: Buffer): number {
  const end = response.indexOf('\r\n\r\n');
  return end === -1 ? 0 : response.length - end - 4;
}
