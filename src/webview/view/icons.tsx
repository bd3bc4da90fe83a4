import type { JSX } from 'preact';
import type { ActorRole } from '../../model';
import type { Tone } from '../../projections/diagram';
import { t } from '../host/words';

/** Our own glyphs on a 16 px grid, drawn in the color of the text around them. */
const PATHS = {
  first: <path d="M3.5 3v10M12.5 3.5 6.5 8l6 4.5z" />,
  back: <path d="M9.5 3.5 4.5 8l5 4.5M12 3.5v9" />,
  step: <path d="M6.5 3.5l5 4.5-5 4.5M4 3.5v9" />,
  last: <path d="M12.5 3v10M3.5 3.5l6 4.5-6 4.5z" />,
  play: <path class="filled" d="M4.5 2.8v10.4L13 8z" />,
  pause: <path d="M5.5 3v10M10.5 3v10" stroke-width="2" />,
  restart: <path d="M12.8 8a4.8 4.8 0 1 1-1.5-3.5M13 2.2v3h-3" />,
  stop: <rect class="filled" x="4" y="4" width="8" height="8" rx="1" />,
  failure: <path class="filled" d="M9 1.5 3.5 9H7l-.8 5.5L12.5 6.5H8.6z" />,
  help: <path d="M5.8 6a2.2 2.2 0 1 1 3.2 2c-.7.4-1 .8-1 1.6M8 12v.4" />,
  zoomIn: <path d="M7 3a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM10 10l3.5 3.5M5.3 7h3.4M7 5.3v3.4" />,
  zoomOut: <path d="M7 3a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM10 10l3.5 3.5M5.3 7h3.4" />,
  folded: <path d="M6 4l4 4-4 4" />,
  unfolded: <path d="M4 6l4 4 4-4" />,
  over: <path d="M3 9.5a5 5 0 0 1 9.6-1.6M12.8 4.4v3.6H9.2M8 12.6h.1" stroke-width="1.6" />,
  backOver: <path d="M13 9.5a5 5 0 0 0-9.6-1.6M3.2 4.4v3.6h3.6M8 12.6h.1" stroke-width="1.6" />,
  breakpoint: <path class="filled" d="M8 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8z" />,
  legend: <path d="M2.5 4h2v2h-2zM2.5 10h2v2h-2zM7 5h6.5M7 11h6.5" />,
  copy: <path d="M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3" />,
  link: (
    <path d="M6.7 9.3a2.6 2.6 0 0 0 3.7 0l2-2a2.6 2.6 0 0 0-3.7-3.7l-.8.8M9.3 6.7a2.6 2.6 0 0 0-3.7 0l-2 2a2.6 2.6 0 0 0 3.7 3.7l.8-.8" />
  ),
  log: <path d="M3 4h10M3 8h10M3 12h6" />,
  down: <path d="M4 6l4 4 4-4" />,
  close: <path d="M4 4l8 8M12 4l-8 8" />,
  clock: <path d="M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM8 5v3.2l2.2 1.3" />,
  code: <path d="M5.5 4.5 2 8l3.5 3.5M10.5 4.5 14 8l-3.5 3.5" />,
  good: <path d="M3.5 8.5l3 3 6-7" stroke-width="1.8" />,
  warn: <path d="M8 2.8 14 13H2zM8 6.5v3M8 11.2v.3" />,
  bad: <path d="M4.2 4.2l7.6 7.6M11.8 4.2l-7.6 7.6" stroke-width="1.8" />,
  skipped: <path d="M4 8h8" />,
  browser: <path d="M2 3.5h12v9H2zM2 6.2h12M4 4.9h.1M5.7 4.9h.1" />,
  attacker: (
    <path d="M1.8 6.5c2-.9 4-1.1 6.2-1.1s4.2.2 6.2 1.1c0 2.8-1.3 4.6-3.3 4.6-1.5 0-2-1.2-2.9-1.2s-1.4 1.2-2.9 1.2c-2 0-3.3-1.8-3.3-4.6zM4.7 7.6h1.8M9.5 7.6h1.8" />
  ),
  balancer: <path d="M8 3v3M8 6 3.5 10M8 6l4.5 4M8 6v4M2.5 10.5h2v2h-2zM7 10.5h2v2H7zM11.5 10.5h2v2h-2z" />,
  server: <path d="M2.5 3h11v4h-11zM2.5 9h11v4h-11zM5 5h.1M5 11h.1M8 5h3M8 11h3" />,
  store: (
    <path d="M8 2.3c3 0 5 .8 5 1.9s-2 1.9-5 1.9-5-.8-5-1.9 2-1.9 5-1.9zM3 4.2v7.6c0 1.1 2 1.9 5 1.9s5-.8 5-1.9V4.2M3 8c0 1.1 2 1.9 5 1.9S13 9.1 13 8" />
  ),
  branch: (
    <path d="M5 3.5v9M5 8.5c5 0 6-1.2 6-4M5 1.8a1.6 1.6 0 1 0 0 3.2 1.6 1.6 0 0 0 0-3.2zM11 1.8a1.6 1.6 0 1 0 0 3.2 1.6 1.6 0 0 0 0-3.2zM5 11.2a1.6 1.6 0 1 0 0 3.2 1.6 1.6 0 0 0 0-3.2z" />
  ),
  more: <path d="M3.5 8h.1M8 8h.1M12.5 8h.1" stroke-width="2.2" />,
  unlisted: <path d="M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM4.2 4.2l7.6 7.6" />,
  network: <path d="M2 5.5h9.5M9 3l2.5 2.5L9 8M14 10.5H4.5M7 8l-2.5 2.5L7 13" />,
  session: (
    <path d="M2.5 3.5h11v9h-11zM5.7 6a1.4 1.4 0 1 0 0 2.8 1.4 1.4 0 0 0 0-2.8zM3.8 11c.3-1.2 3.5-1.2 3.8 0M9.5 6.5h2.2M9.5 9h2.2" />
  ),
  cookie: (
    <path d="M8.3 2.5a5.5 5.5 0 1 0 5.2 5.6c-1.2.3-2.3-.5-2.3-1.7-1.3.2-2.5-.8-2.2-2.1-.6-.4-.8-1.1-.7-1.8zM5.8 7h.1M7 10.6h.1M10 10h.1" />
  ),
  token: <path d="M2 5.5h12v5H2zM6 5.5v5M10 5.5v5" />,
  key: <path d="M5 5.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zM7.5 8H14M11.5 8v2.5M13.5 8v1.8" />,
  person: <path d="M8 2.5a2.6 2.6 0 1 0 0 5.2 2.6 2.6 0 0 0 0-5.2zM3 13.5c.4-5 9.6-5 10 0" />,
  lab: <path d="M6 2.5h4M6.8 2.5v4L3 12.6c-.4.6 0 1.1.6 1.1h8.8c.6 0 1-.5.6-1.1L9.2 6.5v-4M4.8 10h6.4" />,
} satisfies Record<string, JSX.Element> & Record<ActorRole, JSX.Element>;

export type IconName = keyof typeof PATHS;

/** A glyph for the eye alone: what it means has to stand beside it or in a label. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }): JSX.Element {
  return (
    <svg class="icon" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      {PATHS[name]}
    </svg>
  );
}

/** Words for a tone, so that color is never alone. */
export const TONE_WORDS: Readonly<Record<Tone, string>> = {
  plain: '',
  good: t('accepted'),
  warn: t('refused'),
  bad: t('failed'),
};

export function ToneMark({ tone }: { tone: Tone }): JSX.Element | null {
  if (tone === 'plain') return null;
  return (
    <span class="tone" data-tone={tone}>
      <Icon name={tone} size={12} />
    </span>
  );
}
