import { languageOf, wordsBlock, type PageAssets } from '../view-html';

/**
 * The token view's page: everything else is drawn by its script. Only our script runs, named by a nonce, only our
 * stylesheet counts, and nothing is fetched.
 * @param nonce new for every page, at least 128 bits
 */
export function tokenHtml({ script, style, origin, words, language }: PageAssets, nonce: string): string {
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
    <title>JWT</title>
    <link rel="stylesheet" href="${style}">
  </head>
  <body>
    <div id="root"></div>
    ${wordsBlock(words)}<script type="module" nonce="${nonce}" src="${script}"></script>
  </body>
</html>
`;
}
