import type { Trace } from '../../model';
import { toHar } from '../../projections/exports/har';
import { toJson } from '../../projections/exports/json';
import { toMarkdown } from '../../projections/exports/markdown';
import { toMermaid } from '../../projections/exports/mermaid';
import { toPlantUml } from '../../projections/exports/plantuml';

export interface WriteOptions {
  /** Cookies, passwords and tokens as they were, instead of stand-ins. */
  readonly secrets: boolean;
  /** The version of the extension, for formats that name their author. */
  readonly version: string;
}

interface Format {
  readonly title: string;
  /** What it is good for. */
  readonly about: string;
  /** Of the file's name, without a dot. */
  readonly extension: string;
}
/** A text that is written from the trace alone. */
export interface TextFormat extends Format {
  readonly kind: 'text';
  /** VS Code's name of the language, for a document that is only opened. */
  readonly language: string;
  /** Requests and answers stand in it as they were sent. */
  readonly carriesSecrets: boolean;
  readonly write: (trace: Trace, options: WriteOptions) => string;
}
/** A picture, which the panel draws: only it knows the colors and the fonts. */
export interface PictureFormat extends Format {
  readonly kind: 'picture';
}
export type ExportFormat = TextFormat | PictureFormat;

/** The formats in which a run can be taken away, in the order of the menu. */
export const EXPORT_FORMATS = {
  markdown: {
    kind: 'text',
    title: 'Markdown',
    about: 'The diagram and what each step means, as GitHub shows it.',
    extension: 'md',
    language: 'markdown',
    carriesSecrets: false,
    write: (trace) => toMarkdown(trace),
  },
  mermaid: {
    kind: 'text',
    title: 'Mermaid',
    about: 'The diagram as text.',
    extension: 'mmd',
    language: 'plaintext',
    carriesSecrets: false,
    write: (trace) => toMermaid(trace),
  },
  plantuml: {
    kind: 'text',
    title: 'PlantUML',
    about: 'The diagram as text.',
    extension: 'puml',
    language: 'plaintext',
    carriesSecrets: false,
    write: (trace) => toPlantUml(trace),
  },
  svg: {
    kind: 'picture',
    title: 'SVG',
    about: 'The diagram as a picture of lines, in the colors of the theme.',
    extension: 'svg',
  },
  png: {
    kind: 'picture',
    title: 'PNG',
    about: 'The diagram as a picture of dots, in the colors of the theme.',
    extension: 'png',
  },
  har: {
    kind: 'text',
    title: 'HAR',
    about: 'Requests and answers, for the developer tools of a browser.',
    extension: 'har',
    language: 'json',
    carriesSecrets: true,
    write: (trace, { secrets, version }) => toHar(trace, { secrets, version }),
  },
  json: {
    kind: 'text',
    title: 'JSON',
    about: 'Everything that was recorded. Auth Lab can import it again.',
    extension: 'json',
    language: 'json',
    carriesSecrets: true,
    write: (trace, { secrets }) => toJson(trace, { redact: !secrets }),
  },
} satisfies Readonly<Record<string, ExportFormat>>;
export type ExportFormatId = keyof typeof EXPORT_FORMATS;

export function isExportFormat(word: unknown): word is ExportFormatId {
  return typeof word === 'string' && Object.hasOwn(EXPORT_FORMATS, word);
}

/** True for a run in which something stands that would be replaced. */
export function hasSecrets(trace: Trace): boolean {
  return toJson(trace) !== toJson(trace, { redact: true });
}
