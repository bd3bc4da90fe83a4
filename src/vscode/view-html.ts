/** Where a page's own files are, as the webview may ask for them, and the language that it speaks. */
export interface PageAssets {
  readonly script: string;
  readonly style: string;
  /** The origin of such files, for the content security policy. */
  readonly origin: string;
  /** Our words in the reader's language, by their English; left out for English. */
  readonly words?: Readonly<Record<string, string>> | undefined;
  /** The reader's language, as VS Code names it. */
  readonly language?: string | undefined;
}

/**
 * The page of a view beside the panel: everything else is drawn by its script. Only our script runs, named by a nonce,
 * only our stylesheet counts, and nothing is fetched.
 * @param title of the document, ours
 * @param nonce new for every page, at least 128 bits
 */
export function viewHtml(title: string, { script, style, origin, words, language }: PageAssets, nonce: string): string {
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${origin}`,
    `font-src ${origin}`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${languageOf({ words, language })}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title}</title>
    <link rel="stylesheet" href="${style}">
  </head>
  <body>
    <div id="root"></div>
    ${wordsBlock(words)}<script type="module" nonce="${nonce}" src="${script}"></script>
  </body>
</html>
`;
}

/** The language of a page: English where its words are. */
export function languageOf({ words, language = 'en' }: Pick<PageAssets, 'words' | 'language'>): string {
  return words ? language.replace(/[^\w-]/g, '') : 'en';
}

/** Data and no script: it runs nothing, and nothing in it can end it. */
export function wordsBlock(words: Readonly<Record<string, string>> | undefined): string {
  if (!words) return '';
  return `<script type="application/json" id="l10n">${JSON.stringify(words).replaceAll('<', '\\u003c')}</script>\n    `;
}
