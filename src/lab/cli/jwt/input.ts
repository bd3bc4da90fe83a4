import { fromSelection, inspectAny } from '../../../jwt';
import { UsageError } from '../usage-error';

/** More than this is not read into memory. */
const MOST = 64 * 1024 * 1024;

/** Everything that comes in on a stream. @throws UsageError when nothing does, or too much */
export async function readAll(stdin: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stdin) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    size += bytes.length;
    if (size > MOST) throw new UsageError(`Standard input is larger than ${MOST / 1024 / 1024} MB.`);
    chunks.push(bytes);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  if (text.trim() === '') throw new UsageError('Nothing came in on standard input: a token is expected there.');
  return text;
}

/** The tokens in a text: one for each line, or one that is wrapped over lines or written as JSON over several. */
export function tokensIn(text: string): string[] {
  const whole = text.trim();
  const { kind } = inspectAny(whole);
  if (kind === 'jws-json' || kind === 'jwe-json') return [whole];
  const wrapped = fromSelection(whole);
  if (wrapped?.joined && wrapped.end === whole.length) return [wrapped.text];
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => (line.startsWith('{') ? line : (fromSelection(line)?.text ?? line)));
}
