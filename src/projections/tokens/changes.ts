import { isJsonObject, type JsonObject, type JsonValue } from '../../jwt/json';
import { show } from '../../jwt/show';

/** One member that differs. */
export interface MemberChange {
  /** JSON Pointer (RFC 6901). */
  readonly pointer: string;
  /** Values as short inert text; absent where there was, or is, nothing. */
  readonly before?: string;
  readonly after?: string;
}

/** Changes beyond this many are not listed. */
const MOST = 200;

/** What differs between two JSON objects, member by member; lists are compared as a whole. */
export function memberChanges(before: JsonObject, after: JsonObject): MemberChange[] {
  const found: MemberChange[] = [];
  compare(before, after, '', found);
  return found;
}

function compare(before: JsonObject, after: JsonObject, path: string, found: MemberChange[]): void {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  for (const name of names) {
    if (found.length >= MOST) return;
    const pointer = `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const old = Object.hasOwn(before, name) ? before[name] : undefined;
    const now = Object.hasOwn(after, name) ? after[name] : undefined;
    if (old !== undefined && now !== undefined && isJsonObject(old) && isJsonObject(now)) {
      compare(old, now, pointer, found);
    } else if (!equal(old, now)) {
      found.push({
        pointer,
        ...(old !== undefined && { before: show(old) }),
        ...(now !== undefined && { after: show(now) }),
      });
    }
  }
}

function equal(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
