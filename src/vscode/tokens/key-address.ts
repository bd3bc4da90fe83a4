export type KeyAddress = { readonly ok: true; readonly url: URL } | { readonly ok: false; readonly message: string };

const LOCAL = ['localhost', '127.0.0.1', '[::1]'];

/** An address that keys may be fetched from: https, or this machine; without a name and a password in it. */
export function keyAddress(text: string): KeyAddress {
  if (!URL.canParse(text.trim())) return { ok: false, message: 'This is not an address.' };
  const url = new URL(text.trim());
  if (url.username !== '' || url.password !== '') {
    return { ok: false, message: 'The address holds a name or a password, which would be sent along.' };
  }
  if (url.protocol === 'https:') return { ok: true, url };
  if (url.protocol === 'http:' && LOCAL.includes(url.hostname)) return { ok: true, url };
  return { ok: false, message: 'Keys are fetched by https only: over http anybody on the way could replace them.' };
}

/** A key set is a few kilobytes; whatever is larger than this is something else, in bytes. */
export const LARGEST_KEYS = 512 * 1024;
/** Real milliseconds until an answer must be complete. */
export const FETCH_DEADLINE = 10_000;

export type FetchedKeys =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly message: string };

/**
 * Fetches a key set: one GET that carries nothing, follows no redirect, and ends at a size and a time.
 * Never throws.
 */
export async function fetchKeys(url: URL, deadline = FETCH_DEADLINE): Promise<FetchedKeys> {
  try {
    const response = await fetch(url, {
      method: 'GET',
      redirect: 'manual',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      headers: { Accept: 'application/json' },
      signal: AbortSignal.timeout(deadline),
    });
    if (response.status !== 200) {
      await response.body?.cancel();
      const redirect = response.status >= 300 && response.status < 400 ? ', a redirect, which is not followed' : '';
      return { ok: false, message: `The address answered ${response.status}${redirect}.` };
    }
    return await readAll(response);
  } catch (error) {
    const late = error instanceof Error && error.name === 'TimeoutError';
    return {
      ok: false,
      message: late ? 'The address did not answer in time.' : 'The address could not be reached.',
    };
  }
}

async function readAll(response: Response): Promise<FetchedKeys> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  for (;;) {
    const read = await reader?.read();
    if (!read || read.done) break;
    const chunk = read.value as Uint8Array;
    length += chunk.length;
    if (length > LARGEST_KEYS) {
      await reader?.cancel();
      return { ok: false, message: 'The answer is larger than any key set.' };
    }
    chunks.push(chunk);
  }
  return { ok: true, text: Buffer.concat(chunks).toString('utf8') };
}
