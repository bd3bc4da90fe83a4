export interface Layout {
  /** The inspector beside the diagram or below it. */
  readonly shape: 'beside' | 'below';
  /** What everyone holds stands under the diagram; otherwise it is a pane of the inspector. */
  readonly heldBelow: boolean;
  /** So little height that everything but the diagram has to be brief. */
  readonly short: boolean;
}

/** Chooses where the parts stand by the size of the panel in CSS pixels, which zooming in makes smaller. */
export function layoutFor(width: number, height: number): Layout {
  const beside = width >= 600;
  return {
    shape: beside ? 'beside' : 'below',
    heldBelow: beside && width >= 900 && height >= 560,
    short: height < 460,
  };
}
