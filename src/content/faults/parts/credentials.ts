import type { FaultTools } from '../../../model';
import { issuesTokens } from '../../../model/contracts';

/** Why the browser's credential is no token that could be changed, or null. */
export function whyNoToken(tools: FaultTools): string | null {
  if (!issuesTokens(tools.deployment.app)) return 'This server sets a cookie and issues no tokens.';
  return tools.credential('browser') ? null : 'The browser keeps no token now.';
}

/** Why the server that runs sets no cookie, or null. */
export function whyNoCookies(tools: FaultTools): string | null {
  return issuesTokens(tools.deployment.app) ? 'This server issues tokens and sets no cookie.' : null;
}

/** Why the server that runs keeps no sessions, or null. */
export function whyNoSessions(tools: FaultTools): string | null {
  switch (tools.deployment.app) {
    case 'stateful':
    case 'stateful-naive':
      return null;
    case 'encrypted-cookie':
      return 'The whole session is in the cookie: the server keeps none.';
    default:
      return 'This server keeps no sessions.';
  }
}
