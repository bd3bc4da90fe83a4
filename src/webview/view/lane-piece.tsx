import type { JSX } from 'preact';
import { barLeft, depths } from '../diagram/bars';
import type { Geometry } from '../diagram/geometry';
import { BAR_WIDTH } from '../diagram/mermaid-config';
import type { LaneState } from '../diagram/segments';

/** Lifelines and bars where nothing happens: behind a section's title and below the newest message. */
export function LanePiece({
  geometry,
  state,
  height,
}: {
  geometry: Geometry;
  state: LaneState;
  height: number;
}): JSX.Element {
  const depth = depths(state.open);
  return (
    <svg class="lane-piece drawing" width={geometry.width} height={height} aria-hidden="true">
      {geometry.lanes.map((x, lane) => (
        <line
          key={lane}
          class={state.gone.includes(lane) ? 'lifeline-gone' : 'lifeline'}
          x1={x}
          x2={x}
          y1={0}
          y2={height}
        />
      ))}
      {state.open.map((lane, index) => (
        <rect
          key={index}
          class="bar"
          x={(geometry.lanes[lane] ?? 0) + barLeft(depth[index] ?? 0)}
          y={-1}
          width={BAR_WIDTH}
          height={height + 2}
        />
      ))}
    </svg>
  );
}
