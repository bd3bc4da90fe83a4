import type { JSX } from 'preact';

/** Arrowheads for all drawings, in the color of the line they end. */
export function Markers(): JSX.Element {
  return (
    <svg class="markers" width="0" height="0" aria-hidden="true">
      <defs>
        <marker
          id="auth-lab-arrowhead"
          viewBox="0 0 10 10"
          refX="8.5"
          refY="5"
          markerWidth="9"
          markerHeight="9"
          markerUnits="userSpaceOnUse"
          orient="auto-start-reverse"
        >
          <path d="M0.5 0.8 9.5 5 0.5 9.2 2.6 5z" fill="context-stroke" />
        </marker>
        <marker
          id="auth-lab-cross"
          viewBox="0 0 12 12"
          refX="12"
          refY="6"
          markerWidth="12"
          markerHeight="12"
          markerUnits="userSpaceOnUse"
          orient="auto"
        >
          <path d="M2 2l8 8M10 2l-8 8" fill="none" stroke="context-stroke" stroke-width="2" />
        </marker>
      </defs>
    </svg>
  );
}
