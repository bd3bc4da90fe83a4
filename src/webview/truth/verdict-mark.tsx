import type { JSX } from 'preact';
import type { TruthVerdict } from '../../model/truth-protocol';

/** One shape for each verdict, so that it can be told without color: a tick, a door, a triangle, two that differ. */
const SHAPES: Readonly<Record<TruthVerdict, JSX.Element>> = {
  in: <path d="M3.2 8.6l3.2 3.2 6.4-7.4" stroke-width="2" />,
  out: <path d="M6.5 2.8H3v10.4h3.5M7 8h6.2M10.6 5.2 13.4 8l-2.8 2.8" stroke-width="1.6" />,
  error: <path d="M8 2.4 14.4 13.4H1.6zM8 6.6v3.2M8 11.5v.3" stroke-width="1.5" />,
  'wrong-role': <path d="M3 5.8h10M3 10.2h10M10.6 2.8l-5.2 10.4" stroke-width="1.6" />,
};

/** For the eye alone; the word stands beside it. */
export function VerdictMark({ verdict, size = 14 }: { verdict: TruthVerdict; size?: number }): JSX.Element {
  return (
    <svg class="icon" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      {SHAPES[verdict]}
    </svg>
  );
}
