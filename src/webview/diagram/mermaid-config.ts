import type { MermaidConfig } from 'mermaid';

/** Half the width of the loop that a message to oneself draws. */
export const LOOP_WIDTH = 30;
export const BAR_WIDTH = 9;

/** Mermaid leaves so much room above a note. */
export const BOX_MARGIN = 20;

/** Height of mermaid's own actor boxes, which are cropped away: the panel has a header that stays in sight. */
export const ACTOR_HEIGHT = 4;

/**
 * Mermaid's settings for one spacing of the lanes. The smallest of boxes and a tiny font, so that the margins
 * alone decide where things stand; what is written is ours. Lengths in CSS pixels.
 */
export function mermaidConfig(spacing: number): MermaidConfig {
  const fontSize = 8;
  return {
    startOnLoad: false,
    securityLevel: 'strict',
    suppressErrorRendering: true,
    theme: 'base',
    look: 'classic',
    maxTextSize: 200_000,
    fontFamily: 'sans-serif',
    fontSize,
    sequence: {
      mirrorActors: false,
      rightAngles: true,
      useMaxWidth: false,
      wrap: false,
      diagramMarginX: 0,
      diagramMarginY: 0,
      width: 2 * LOOP_WIDTH,
      actorMargin: spacing - 2 * LOOP_WIDTH,
      height: ACTOR_HEIGHT,
      boxMargin: BOX_MARGIN,
      noteMargin: 10,
      wrapPadding: 0,
      activationWidth: BAR_WIDTH,
      messageFontSize: fontSize,
      noteFontSize: fontSize,
      actorFontSize: fontSize,
    },
  };
}
