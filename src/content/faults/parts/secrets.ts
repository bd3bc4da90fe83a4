import type { AppId, FaultTools } from '../../../model';
import { issuesTokens } from '../../../model/contracts';

/** What this server makes its credentials with. */
export function secretOf(app: AppId): 'cookie' | 'signing' {
  return issuesTokens(app) ? 'signing' : 'cookie';
}

/** Why an operator cannot replace the secret of the server that runs, or null. */
export function whySecretStays(tools: FaultTools): string | null {
  return tools.deployment.app === 'stateful-naive'
    ? 'The secret stands in the source of this server: only another version of it would have another one.'
    : null;
}
