import type { Block, Inline, Prose } from './prose-types';
import type { Tutorial } from './types';

/** Every step that a tutorial links to, as `tutorial/step`, or `tutorial` for one as a whole. */
export function linkedSteps({ opening, steps, closing }: Tutorial): readonly string[] {
  const proses = [
    opening,
    closing,
    ...steps.flatMap(({ prose, after, hints, prediction }) => [
      prose,
      after,
      ...hints,
      ...(prediction ? [prediction.why] : []),
    ]),
  ];
  return proses.flatMap((prose: Prose) => prose.flatMap((block) => inlinesOf(block).flatMap(linksOf)));
}

function linksOf(inline: Inline): readonly string[] {
  return inline.flatMap((span) => {
    if (span.type === 'step') return [span.step === '' ? span.tutorial : `${span.tutorial}/${span.step}`];
    return 'inside' in span ? linksOf(span.inside) : [];
  });
}

function inlinesOf(block: Block): readonly Inline[] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
    case 'quote':
      return [block.text];
    case 'list':
      return block.items;
    case 'table':
      return [block.head, ...block.rows].flat();
    case 'advice':
      return block.advice.flatMap(({ take, because }) => [take, ...because]);
    case 'listing':
    case 'excerpt':
      return [];
    default:
      return block satisfies never;
  }
}
