import { plainText } from '../../projections/tokens/plain-text';

/** Every ASCII punctuation character may be escaped (CommonMark 0.31, 2.4), and none of them means anything then. */
const PUNCTUATION = /[!-/:-@[-`{-~]/g;

/** Text from outside as Markdown that shows exactly this text, in one line: no link, image, markup or command is live. */
export function escapeMarkdown(text: string): string {
  return plainText(text)
    .replace(/[\t\n ]+/g, ' ')
    .replace(PUNCTUATION, '\\$&');
}

/** A code block with a fence that the text cannot close. */
export function codeBlock(text: string, language: string): string {
  const shown = plainText(text);
  const longest = (shown.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 0);
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return `${fence}${language}\n${shown}\n${fence}`;
}
