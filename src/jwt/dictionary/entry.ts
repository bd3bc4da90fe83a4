/** What a header parameter or claim means. */
export interface DictionaryEntry {
  readonly name: string;
  readonly where: 'header' | 'claims';
  /** In our own short words; one sentence of plain text. */
  readonly meaning: string;
  /** The JSON type, with what it holds: "string", "number (seconds since 1970)", "string or array of strings". */
  readonly type: string;
  /** "RFC 7519 §4.1.4", or whose private name it is and which of their documents says so. */
  readonly source: string;
  /** False for a private name: somebody else may mean something else by it. */
  readonly registered: boolean;
  /** The value is seconds since 1970. */
  readonly time?: boolean;
  /** A value to begin with when editing, as JSON text. */
  readonly example?: string;
}
