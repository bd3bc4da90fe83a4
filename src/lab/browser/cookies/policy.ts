/**
 * What RFC 6265bis leaves to the user agent. The defaults are the draft's own numbers where it names some,
 * and otherwise what Chromium does.
 */
export interface CookiePolicy {
  /** Longest lifetime in ms; longer ones are cut down to it. Source: RFC 6265bis §5.5. */
  readonly ageLimit: number;
  /** How many cookies may share one domain. Source: RFC 6265bis §6.1 asks for 50 or more. */
  readonly perDomain: number;
  /** How many cookies there may be in all. Source: RFC 6265bis §6.1 asks for 3,000 or more. */
  readonly inAll: number;
  /**
   * For this many ms after its creation a cookie without SameSite also goes along with a cross-site top-level
   * POST. 0 turns it off. Source: RFC 6265bis §5.6.7.2 ("Lax-Allowing-Unsafe").
   */
  readonly laxAllowingUnsafe: number;
  /** Count http://localhost, 127.0.0.0/8 and ::1 as secure, because nothing leaves the machine. */
  readonly loopbackIsSecure: boolean;
}

const DAY = 24 * 60 * 60 * 1000;

export const defaultPolicy: CookiePolicy = {
  ageLimit: 400 * DAY,
  perDomain: 50,
  inAll: 3000,
  laxAllowingUnsafe: 2 * 60 * 1000,
  loopbackIsSecure: true,
};
