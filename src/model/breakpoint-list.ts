import * as z from 'zod/mini';
import { breakpoint, type Breakpoint } from './breakpoints';

const list = z.array(breakpoint);

/** Breakpoints as they were kept; none of them when another version wrote something else. */
export function readBreakpoints(kept: unknown): Breakpoint[] {
  return z.safeParse(list, kept).data ?? [];
}
