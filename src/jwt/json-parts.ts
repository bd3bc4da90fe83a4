import type { FoundSerialization } from './find-json';
import { membersAt } from './json-locate';

/** A part of a token that is written as JSON, where it stands in the text. */
export interface WrittenPart {
  /** What it corresponds to in the compact form, where everything behind the second dot counts as one. */
  readonly role: 'header' | 'payload' | 'signature';
  /** The member that holds it. */
  readonly name: string;
  /** JSON Pointer (RFC 6901) of the object that has the member: '' or '/signatures/0'. */
  readonly pointer: string;
  /** Where that object begins. */
  readonly object: number;
  /** UTF-16 offsets in the text, without the quotes; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  /** False where the string has an escape in it, so that its characters are not those of the part. */
  readonly plain: boolean;
}

type Kind = FoundSerialization['kind'];
type Roles = Readonly<Record<string, WrittenPart['role']>>;

const ROLES: Readonly<Record<Kind, Roles>> = {
  'jws-json': { protected: 'header', payload: 'payload', signature: 'signature' },
  'jwe-json': {
    protected: 'header',
    encrypted_key: 'payload',
    iv: 'signature',
    ciphertext: 'signature',
    tag: 'signature',
    aad: 'signature',
  },
};

/** The lists of the general forms (RFC 7515 §7.2.1, RFC 7516 §7.2.1). */
const LISTS: Readonly<Record<Kind, string>> = { 'jws-json': 'signatures', 'jwe-json': 'recipients' };

/** Entries of a list beyond this many are not looked into; `inspectAny` reads no more either. */
const MOST_ENTRIES = 100;

/** Every part of a JWS or JWE in JSON that is a string, in the order of the text, which is known to be JSON. */
export function writtenParts(text: string, kind: Kind): WrittenPart[] {
  const parts: WrittenPart[] = [];
  const collect = (object: number, pointer: string): void => {
    for (const { name, offset, length } of membersAt(text, object)) {
      const role = Object.hasOwn(ROLES[kind], name) ? ROLES[kind][name] : undefined;
      if (role && text.charAt(offset) === '"') {
        const start = offset + 1;
        const end = offset + length - 1;
        parts.push({ role, name, pointer, object, start, end, plain: !text.slice(start, end).includes('\\') });
      } else if (pointer === '' && name === LISTS[kind]) {
        let index = 0;
        for (const entry of membersAt(text, offset)) {
          if (index === MOST_ENTRIES) break;
          collect(entry.offset, `/${name}/${index}`);
          index += 1;
        }
      }
    }
  };
  collect(text.indexOf('{'), '');
  return parts;
}
