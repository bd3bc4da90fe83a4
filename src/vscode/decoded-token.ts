import { describeTimes, inspect, isReadable, type BytesPart, type JsonPart, type TimesDescription } from '../jwt';

/**
 * What a token says, as one JSON document with comments: header, claims, times, and whatever stops a strict reader.
 * The signature's value is left out: nobody can read it, and without it the text is no credential any more.
 * @param token cut out of its surroundings
 * @param now seconds since 1970, for the times
 */
export function decodedToken(token: string, now: number): string {
  const seen = inspect(token);
  const payload = seen.kind === 'jwe' ? undefined : seen.payload;
  const lines = [
    `// ${seen.status}. Anybody can write a token; only its signature, checked with the right key, says who did.`,
    ...(seen.kind === 'malformed' ? comment(seen.problem.message) : []),
    '{',
    ...member('header', seen.header, payload?.value === undefined ? '' : ','),
  ];
  switch (seen.kind) {
    case 'jws':
      lines.push('', ...member('claims', seen.payload));
      if (seen.payload.object) lines.push('', ...times(describeTimes(seen.payload.object, now)));
      if (seen.nested) lines.push('', '  // The claims are a token themselves: decode it by itself.');
      lines.push('', ...signature(seen.signature));
      break;
    case 'jwe':
      lines.push('', `  // The claims are encrypted, ${bytes(seen.ciphertext)}: only who holds the key can read them.`);
      break;
    case 'malformed':
      if (seen.payload) lines.push('', ...member('claims', seen.payload));
      break;
    default:
      seen satisfies never;
  }
  return `${[...lines, '}'].join('\n')}\n`;
}

function member(name: string, part: JsonPart, comma = ''): string[] {
  const remarks = [...part.problems, ...part.notes].flatMap(({ message }) => comment(message, '  '));
  if (part.value === undefined) return [`  // The ${name}, as text:`, ...comment(part.text, '  '), ...remarks];
  const value = JSON.stringify(part.value, null, 2).replaceAll('\n', '\n  ');
  return [`  ${JSON.stringify(name)}: ${value}${comma}`, ...remarks];
}

function times(description: TimesDescription): string[] {
  const rows = [description.iat, description.nbf, description.exp].flatMap((moment) => {
    if (!moment) return [];
    if (!isReadable(moment)) return comment(moment.message, '  ');
    const doubt = moment.looksLikeMilliseconds ? ' (written in milliseconds?)' : '';
    return [`  //   ${moment.claim}  ${moment.iso}  ${moment.relative}${doubt}`];
  });
  return [`  // Times: ${description.sentence}`, ...rows];
}

function signature(part: BytesPart): string[] {
  if (part.raw === '') return ['  // There is no signature: whoever accepts this token accepts anything.'];
  return [
    `  // Signature: ${bytes(part)}, not checked.`,
    ...part.problems.flatMap(({ message }) => comment(message, '  ')),
  ];
}

function bytes(part: BytesPart): string {
  return `${part.bytes.length} bytes`;
}

/** Text from outside must not leave its comment: every kind of line break begins a comment of its own. */
function comment(text: string, indent = ''): string[] {
  return text.split(/\r\n|[\n\r\u0085\u2028\u2029]/).map((line) => `${indent}// ${line}`);
}
