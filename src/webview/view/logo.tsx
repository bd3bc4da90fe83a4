import type { JSX } from 'preact';

/** Two lifelines, a message between them, and the bow of a key where it arrives. */
export function Logo(): JSX.Element {
  return (
    <svg class="logo" width="64" height="64" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M5 3v18M19 3v2.6M19 14.4V21" />
      <path d="M5 10h9.6M8 10v3M11 10v2" />
      <circle cx="19" cy="10" r="4.4" />
      <circle cx="19" cy="10" r="1.2" class="filled" />
    </svg>
  );
}
