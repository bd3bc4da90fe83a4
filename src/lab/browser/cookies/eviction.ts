import type { KeptCookie } from './kept-cookie';
import type { CookiePolicy } from './policy';

/**
 * Which cookies have to go for the jar to be within its limits: first those that crowd one domain, the ones
 * without Secure before the others, then any; always the least recently used first, and of equals the first in the
 * list. Expired ones are gone already.
 * Source: RFC 6265bis §5.7 ("remove excess cookies").
 */
export function excessCookies(kept: readonly KeptCookie[], policy: CookiePolicy): KeptCookie[] {
  const crowded = [...groupByDomain(kept).values()].flatMap((sameDomain) =>
    sameDomain.sort(insecureThenLeastRecent).slice(0, excess(sameDomain, policy.perDomain)),
  );
  const gone = new Set(crowded);
  const left = kept.filter((each) => !gone.has(each)).sort(leastRecent);
  return [...crowded, ...left.slice(0, excess(left, policy.inAll))];
}

function excess(cookies: readonly KeptCookie[], limit: number): number {
  return Math.max(0, cookies.length - limit);
}

function groupByDomain(kept: readonly KeptCookie[]): Map<string, KeptCookie[]> {
  const groups = new Map<string, KeptCookie[]>();
  for (const each of kept) {
    const group = groups.get(each.cookie.domain);
    if (group) group.push(each);
    else groups.set(each.cookie.domain, [each]);
  }
  return groups;
}

function insecureThenLeastRecent(a: KeptCookie, b: KeptCookie): number {
  return Number(a.cookie.secure) - Number(b.cookie.secure) || leastRecent(a, b);
}

function leastRecent(a: KeptCookie, b: KeptCookie): number {
  return a.lastAccess - b.lastAccess;
}
