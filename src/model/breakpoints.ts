import * as z from 'zod/mini';
import { occasion } from './arming';
import type { EventKind } from './events';

/** Where a run holds by itself: at each event of a kind, or at the n-th of it, counted over the whole run. */
export const breakpoint = z.object({ kind: occasion.shape.kind, nth: z.optional(z.int().check(z.gte(1))) });
export type Breakpoint = z.infer<typeof breakpoint>;

/** Two breakpoints with the same key are the same one: `token.rejected`, or `store.answered#2`. */
export function breakpointKey({ kind, nth }: Breakpoint): string {
  return nth === undefined ? kind : `${kind}#${String(nth)}`;
}

/** The breakpoint that an event meets. @param nth which one of its kind it is, from 1, counted over the whole run */
export function breakpointAt(breakpoints: readonly Breakpoint[], kind: EventKind, nth: number): Breakpoint | undefined {
  return breakpoints.find((each) => each.kind === kind && (each.nth === undefined || each.nth === nth));
}

/** The list with a breakpoint that was not in it, or without one that was. */
export function toggled(breakpoints: readonly Breakpoint[], one: Breakpoint): Breakpoint[] {
  const key = breakpointKey(one);
  const rest = breakpoints.filter((each) => breakpointKey(each) !== key);
  return rest.length < breakpoints.length ? rest : [...rest, one];
}

/** Where something is refused, whoever refuses it. */
export const REFUSALS: readonly EventKind[] = [
  'cookie.rejected',
  'session.rejected',
  'token.rejected',
  'refresh.rejected',
  'refresh.reused',
  'account.refused',
  'cookie.refused',
];
