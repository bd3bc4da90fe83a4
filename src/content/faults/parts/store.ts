import type { FaultTools } from '../../../model';

/** Why there is no store that could be told apart from its server, or null. */
export function whyNoStoreProcess(tools: FaultTools): string | null {
  return tools.store.none ?? tools.store.notAProcess;
}

/** Why there is no store that could answer now, or null. */
export function whyStoreIsDown(tools: FaultTools): string | null {
  if (tools.store.none !== null) return tools.store.none;
  return tools.store.isUp() ? null : 'The store is down.';
}

/** The session that came last, or null when there is none. */
export function newestSession(tools: FaultTools): string | null {
  return tools.store.sids().at(-1) ?? null;
}
