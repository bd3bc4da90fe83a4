import { parseWith, type Parsed } from '../model/parse';
import { viewIntent, type ViewIntent } from '../model/view-protocol';

/** Reads what the panel's webview said; anything may come. */
export function readIntent(message: unknown): Parsed<ViewIntent> {
  return parseWith(viewIntent, message, 'A message of the panel');
}
