import * as z from 'zod/mini';
import { breakpoint, type Breakpoint } from '../model/breakpoints';

/** Breakpoints as they were kept; none of them when another version wrote something else. */
export function readBreakpoints(kept: unknown): Breakpoint[] {
  const { data } = z.safeParse(z.array(breakpoint), kept);
  return data ?? [];
}
