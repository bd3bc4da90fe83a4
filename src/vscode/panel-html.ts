import { languageOf, wordsBlock, type PageAssets } from './view-html';

export interface PanelAssets extends PageAssets {
  /** What the page's script will import: asked for at once, and not only when that script has been read. */
  readonly mermaid: string;
}

/**
 * The panel's page: everything else is drawn by its script.
 *
 * Only our script runs, named by a nonce that its own imports inherit, and nothing is fetched.
 * Styles may stand inline because mermaid writes a style element into each drawing.
 * @param nonce new for every page, at least 128 bits
 */
export function panelHtml({ script, mermaid, style, origin, words, language }: PanelAssets, nonce: string): string {
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${origin} 'unsafe-inline'`,
    `font-src ${origin}`,
    // A picture of the diagram is made of one of its own.
    `img-src ${origin} blob:`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${languageOf({ words, language })}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Auth Lab</title>
    <link rel="stylesheet" href="${style}">
    <link rel="modulepreload" nonce="${nonce}" href="${mermaid}">
  </head>
  <body>
    <div id="root"></div>
    ${wordsBlock(words)}<script type="module" nonce="${nonce}" src="${script}"></script>
  </body>
</html>
`;
}
