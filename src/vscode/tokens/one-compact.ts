import { compactOf, encodeBase64url, inspectAny, type JsonObject } from '../../jwt';
import { t } from '../words';
import { choose } from '../questions';

/**
 * The compact token that a token in JSON corresponds to, for what can be done with compact ones alone: of several
 * signatures or recipients the user picks one. Parameters that nothing protects come into the header, as a compact
 * token has no other place for them. Anything else is given back as it is.
 */
export async function oneCompact(token: string): Promise<string | undefined> {
  const seen = inspectAny(token);
  if (seen.kind === 'jws-json') {
    const each = await pick(seen.signatures, (number) => t('Signature {0}', number));
    if (!each?.unprotected) return each?.compact;
    const { payload, signature } = each.inspection;
    return [headerOf(each.header), payload.raw, signature.raw].join('.');
  }
  if (seen.kind === 'jwe-json') {
    const each = await pick(seen.recipients, (number) => t('Recipient {0}', number));
    return each && [headerOf(each.header), ...compactOf(seen, each).split('.').slice(1)].join('.');
  }
  return token;
}

function headerOf(header: JsonObject): string {
  return encodeBase64url(new TextEncoder().encode(JSON.stringify(header)));
}

async function pick<T extends { readonly header: JsonObject }>(
  list: readonly T[],
  title: (number: number) => string,
): Promise<T | undefined> {
  if (list.length < 2) return list[0];
  const items = list.map((each, index) => {
    const { alg, kid } = each.header;
    const described = [alg, kid].filter((value) => typeof value === 'string').map((value) => value.slice(0, 60));
    return { label: title(index + 1), description: described.join(', '), each };
  });
  return (await choose(items, { placeHolder: t('Which one is meant?') }))?.each;
}
