import { oneLine } from '../words';

/** What Markdown (CommonMark 0.31 §2.4, GitHub's tables, strikethrough and formulas) may read as syntax in a line. */
const LIVE = /[\\`*_{}[\]<>#&|~$!]/g;

/**
 * Recorded text as Markdown takes it for plain text, wherever in a line it stands: no markup, no HTML, no links.
 * Control characters become visible.
 */
export function markdownText(text: string): string {
  return oneLine(text)
    .trim()
    .replace(LIVE, '\\$&')
    .replaceAll('://', ':\\/\\/')
    .replace(/\bwww\./gi, (found) => `${found.slice(0, 3)}\\.`)
    .replace(/^[-+=]/, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2');
}
