import type { AppId } from '../../../model';
import { issuesTokens } from '../../../model/contracts';

/** What this server makes its credentials with. */
export function secretOf(app: AppId): 'cookie' | 'signing' {
  return issuesTokens(app) ? 'signing' : 'cookie';
}
