import { fromSelection, inspectAny } from '../../jwt';

export interface MeantToken {
  /** A compact token, or the JSON text of a serialization. */
  readonly text: string;
  /** False when it only might be meant: decoding it says what is wrong. */
  readonly recognized: boolean;
}

/** The token that somebody meant by a text: in compact form or in JSON, with whatever stands around it. */
export function meantToken(text: string): MeantToken | undefined {
  const trimmed = text.trim();
  if (trimmed.startsWith('{')) {
    const { kind } = inspectAny(trimmed);
    if (kind === 'jws-json' || kind === 'jwe-json') return { text: trimmed, recognized: true };
  }
  const found = fromSelection(text);
  return found && { text: found.text, recognized: found.recognized };
}
