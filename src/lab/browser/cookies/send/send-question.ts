import type { KeptCookie } from '../kept-cookie';
import type { CookiePolicy } from '../policy';
import type { RequestContext } from '../request-context';

/** Does this cookie go along with this request? All that the rules for sending look at. */
export interface SendQuestion extends Pick<KeptCookie, 'cookie' | 'partitionKey'> {
  readonly context: RequestContext;
  readonly policy: CookiePolicy;
  readonly now: number;
}
