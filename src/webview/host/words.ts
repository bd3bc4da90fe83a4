/** Where the host put the words of the reader's language: a block of data in the page. */
const ID = 'l10n';

const WORDS = readWords();

/**
 * Our own words in the reader's language, or in English where that has none.
 * @param english the text, which is its own key; `{0}`, `{1}`… stand for values
 */
export function t(english: string, ...values: readonly (string | number)[]): string {
  return (WORDS[english] ?? english).replace(/\{(\d+)\}/g, (place, index: string) =>
    String(values[Number(index)] ?? place),
  );
}

function readWords(): Readonly<Record<string, string>> {
  try {
    const parsed: unknown = JSON.parse(document.getElementById(ID)?.textContent ?? '{}');
    const entries = typeof parsed === 'object' && parsed !== null ? Object.entries(parsed) : [];
    return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  } catch {
    // A page without readable words is a page in English.
    return {};
  }
}
