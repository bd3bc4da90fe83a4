import type { JSX } from 'preact';
import type { Item } from '../../projections/diagram';
import type { Edge } from '../../projections/folding';
import { BOX_MARGIN } from '../diagram/mermaid-config';
import type { Row } from '../diagram/mermaid-dom';
import { useDesk } from './context';
import { Icon } from './icons';
import { t } from '../host/words';

interface GutterProps {
  readonly item: Item;
  readonly number: number;
  readonly edge: Edge | null;
  readonly row: Row;
  /** Where the number stands, in px within the segment. */
  readonly line: number;
  /** It has a breakpoint. */
  readonly stops: boolean;
}

/**
 * Left of the lanes: the number, its breakpoint, and the bracket that holds an exchange together. All of it is for
 * the pointer; the same is done by keys and told in the message's own name.
 */
export function Gutter({ item, number, edge, row, line, stops }: GutterProps): JSX.Element {
  const { panel, steering, faults } = useDesk();
  const exchange = item.type === 'message' ? item.exchange : undefined;
  const opens = (edge === 'first' || edge === 'only') && exchange !== undefined;
  const folded = opens && panel.folding.exchanges.value.has(exchange);
  // A note stands a margin below what is above it.
  const top = item.type === 'note' ? row.top - BOX_MARGIN : row.top;
  const [from, to] = [edge === 'first' ? line : top, edge === 'last' ? line : row.bottom + 6];
  const fold = item.type === 'note' && item.hides !== undefined;
  return (
    <span class="gutter" aria-hidden="true">
      <span
        class="number"
        data-stops={stops ? '' : undefined}
        style={{ top: `${String(line - 8)}px` }}
        title={faults && !fold ? (stops ? t('Remove the breakpoint (P)') : t('Set a breakpoint (P)')) : undefined}
        onClick={() => {
          if (faults && !fold) steering.toggleBreakpoint(item.seq);
        }}
      >
        {number}
      </span>
      {edge !== null && edge !== 'only' && (
        <span
          class="bracket"
          data-edge={edge}
          style={{ top: `${String(from)}px`, height: `${String(Math.max(to - from, 0))}px` }}
        />
      )}
      {opens && (edge === 'first' || folded) && (
        <span
          class="fold"
          style={{ top: `${String(line - 8)}px` }}
          title={folded ? t('Unfold this exchange (O)') : t('Fold this exchange (O)')}
          onClick={() => panel.folding.toggle(exchange)}
        >
          <Icon name={folded ? 'folded' : 'unfolded'} size={12} />
        </span>
      )}
    </span>
  );
}
