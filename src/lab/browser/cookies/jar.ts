import { firstFailure } from '../../../model/checks';
import type { CookieSendVerdict, CookieVerdict, StoredCookie } from '../../../model/cookies';
import { excessCookies } from './eviction';
import { isExpired, isSameCookie, type KeptCookie } from './kept-cookie';
import { parseSetCookie } from './parse/parse-set-cookie';
import { defaultPolicy, type CookiePolicy } from './policy';
import { siteOf, type RequestContext, type Site, type UrlParts } from './request-context';
import { judgeAll, judgeInOrder } from './rule';
import { cookieString, inHeaderOrder } from './send/cookie-string';
import { sendRules } from './send/send-rules';
import { storeAttempt } from './store/store-attempt';
import { storeRules } from './store/store-rules';

/** What became of one Set-Cookie line. */
export interface ReceiveResult {
  readonly action: 'stored' | 'replaced' | 'deleted' | 'refused';
  /** As written in the line; empty for a cookie without a name. */
  readonly name: string;
  /** The cookie now kept, or the one that was deleted; missing when the line was refused. */
  readonly cookie?: StoredCookie;
  readonly verdict: CookieVerdict;
  /** Cookies that had to make room for this one. */
  readonly evicted: readonly StoredCookie[];
  /** Cookies found expired, and gone. */
  readonly expired: readonly StoredCookie[];
}

/** Which cookies go along with one request. */
export interface AttachResult {
  /** The Cookie header field's value; null when there is none to send. */
  readonly header: string | null;
  /** One verdict per cookie in the jar: those sent, in the order of the header, then those withheld. */
  readonly verdicts: readonly CookieSendVerdict[];
  /** Cookies found expired, and gone; each has its verdict this one last time. */
  readonly expired: readonly StoredCookie[];
}

/**
 * The cookies of one browser, kept and sent as RFC 6265bis says, with a verdict for every decision.
 *
 * Time is given by the caller, in virtual ms since the Unix epoch. Nothing here throws over what a server sends.
 * It does not promise a full Public Suffix List, nor conversion of international host names.
 */
export class CookieJar {
  readonly #policy: CookiePolicy;
  /** In the order of arrival; a cookie that replaces another takes its place. */
  #kept: readonly KeptCookie[] = [];

  constructor(policy: Partial<CookiePolicy> = {}) {
    this.#policy = { ...defaultPolicy, ...policy };
  }

  /** Takes one Set-Cookie field value that came with the answer to a request. Source: RFC 6265bis §5.6, §5.7. */
  receive(line: string, context: RequestContext, now: number): ReceiveResult {
    const expired = this.removeExpired(now);
    const parsed = parseSetCookie(line);
    const attempt = storeAttempt(parsed, context, this.#policy, now, this.#kept);
    const checks = judgeInOrder(storeRules, attempt);
    const verdict: CookieVerdict = { ok: firstFailure(checks) === undefined, checks };
    const { name } = parsed;
    const { candidate, old } = attempt;

    if (!verdict.ok) return { action: 'refused', name, verdict, evicted: [], expired };
    if (old && isExpired(candidate.cookie, now)) {
      this.#drop([old]);
      return { action: 'deleted', name, cookie: old.cookie, verdict, evicted: [], expired };
    }
    this.#replace(old, candidate);
    const evicted = excessCookies(this.#kept, this.#policy);
    this.#drop(evicted);
    return {
      action: old ? 'replaced' : 'stored',
      name,
      cookie: candidate.cookie,
      verdict,
      evicted: evicted.map((each) => each.cookie),
      expired,
    };
  }

  /** Makes the Cookie header field of a request that is about to go out. Source: RFC 6265bis §5.8. */
  attach(context: RequestContext, now: number): AttachResult {
    const judged = inHeaderOrder(this.#kept).map((kept) => {
      const checks = judgeAll(sendRules, { ...kept, context, policy: this.#policy, now });
      const ok = firstFailure(checks) === undefined;
      const verdict: CookieSendVerdict = { name: kept.cookie.name, ok, checks };
      return { kept, verdict };
    });
    const sent = judged.filter(({ verdict }) => verdict.ok);
    const withheld = judged.filter(({ verdict }) => !verdict.ok);

    const used = new Set(sent.map(({ kept }) => kept));
    this.#kept = this.#kept.map((kept) => (used.has(kept) ? { ...kept, lastAccess: now } : kept));
    return {
      header: sent.length === 0 ? null : cookieString(sent.map(({ kept }) => kept.cookie)),
      verdicts: [...sent, ...withheld].map(({ verdict }) => verdict),
      expired: this.removeExpired(now),
    };
  }

  /**
   * What `document.cookie` gives to a script of the page at `url`. `siteForCookies` differs from the page's own
   * site when strangers frame it. Source: RFC 6265bis §5.8.2.
   */
  scriptRead(url: UrlParts, now: number, siteForCookies: Site = siteOf(url)): AttachResult & { readonly text: string } {
    const result = this.attach(scriptContext(url, siteForCookies), now);
    return { ...result, text: result.header ?? '' };
  }

  /** What assigning a line to `document.cookie` does, in a page at `url`. */
  scriptWrite(line: string, url: UrlParts, now: number, siteForCookies: Site = siteOf(url)): ReceiveResult {
    return this.receive(line, scriptContext(url, siteForCookies), now);
  }

  /** Every cookie, oldest first, expired ones not yet noticed included. */
  all(): readonly StoredCookie[] {
    return this.#kept.map((each) => each.cookie);
  }

  /**
   * Puts a cookie in by hand, as with a browser's developer tools: no rule is asked. A Partitioned one is put
   * under its own site.
   */
  put(cookie: StoredCookie): void {
    const partitionKey = cookie.partitioned ? siteOf({ scheme: 'https', host: cookie.domain, path: '/' }) : null;
    const fresh = { cookie, partitionKey, lastAccess: cookie.created };
    const old = this.#kept.find((each) => isSameCookie(each, fresh));
    this.#replace(old, fresh);
  }

  /** Deletes by hand every cookie of this name, domain and path, host-only or not, and returns them. */
  remove(name: string, domain: string, path: string): readonly StoredCookie[] {
    return this.#drop(
      this.#kept.filter(({ cookie }) => cookie.name === name && cookie.domain === domain && cookie.path === path),
    );
  }

  /** Deletes what has expired and returns it. Source: RFC 6265bis §5.7. */
  removeExpired(now: number): readonly StoredCookie[] {
    return this.#drop(this.#kept.filter((each) => isExpired(each.cookie, now)));
  }

  /**
   * Closes and opens the browser: cookies without a lifetime are gone, and returned. Source: RFC 6265bis §5.7.
   * Browsers that restore the last session keep them after all.
   */
  restartBrowser(): readonly StoredCookie[] {
    return this.#drop(this.#kept.filter((each) => each.cookie.expires === null));
  }

  #replace(old: KeptCookie | undefined, fresh: KeptCookie): void {
    this.#kept = old ? this.#kept.map((each) => (each === old ? fresh : each)) : [...this.#kept, fresh];
  }

  #drop(gone: readonly KeptCookie[]): readonly StoredCookie[] {
    if (gone.length > 0) this.#kept = this.#kept.filter((each) => !gone.includes(each));
    return gone.map((each) => each.cookie);
  }
}

function scriptContext(url: UrlParts, siteForCookies: Site): RequestContext {
  return { url, method: 'GET', siteForCookies, topLevelNavigation: false, api: 'script' };
}
