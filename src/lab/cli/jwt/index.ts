import { inert } from '../../../jwt';
import { decryptAnswer } from './decrypt';
import { inspectAnswer } from './inspect';
import { readAll, tokensIn } from './input';
import { lintAnswer } from './lint';
import { readOptions, type JwtRequest } from './options';
import { signAnswer } from './sign';
import { verifyAnswer, type Answer } from './verify';

/**
 * `jwt inspect|verify|sign|decrypt|lint`: reads a token, or lines of tokens, and answers each with one line of JSON.
 * No key and no secret is ever in the text; a signature only in what was signed or decrypted just now, as it was asked
 * for.
 * @returns the text for standard output and the exit code: 0 done, 1 a token did not verify, did not decrypt or had
 *   findings that are errors
 * @throws UsageError for a wrong word
 */
export async function jwtCommand(
  words: readonly string[],
  stdin: NodeJS.ReadableStream,
): Promise<{ text: string; code: number }> {
  const request = await readOptions(words, Math.floor(new Date().getTime() / 1000));
  const input = await readAll(stdin);
  const answers: Answer[] = [];
  for (const each of inputs(request, input)) answers.push(await answer(each, request));
  return {
    text: answers.map(({ told }) => `${inert(JSON.stringify(told))}\n`).join(''),
    code: answers.some(({ bad }) => bad) ? 1 : 0,
  };
}

/** Claims to sign may be JSON over several lines. */
function inputs({ action }: JwtRequest, text: string): string[] {
  if (action !== 'sign' || !text.trimStart().startsWith('{')) return tokensIn(text);
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  return lines.every((line) => isObject(line)) ? lines : [text.replace(/\r?\n$/, '')];
}

function isObject(line: string): boolean {
  return line.trimStart().startsWith('{') && line.trimEnd().endsWith('}') && isJson(line);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function answer(token: string, request: JwtRequest): Answer | Promise<Answer> {
  switch (request.action) {
    case 'inspect':
      return { told: inspectAnswer(token, request.now), bad: false };
    case 'verify':
      return verifyAnswer(token, request);
    case 'sign':
      return signAnswer(token, request);
    case 'decrypt':
      return decryptAnswer(token, request);
    case 'lint':
      return lintAnswer(token, request);
  }
}
