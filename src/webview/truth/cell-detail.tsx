import type { JSX, RefObject } from 'preact';
import { VERDICT_WORDS, type TruthCellCard } from '../../model/truth-protocol';
import { Icon } from '../view/icons';
import { useTruth } from './context';
import { VerdictMark } from './verdict-mark';
import { t, told } from '../host/words';

/** What the selected cell says, what it is read from, and the way into its run. */
export function CellDetail({
  runButton,
  onLeave,
}: {
  runButton: RefObject<HTMLButtonElement | null>;
  onLeave: () => void;
}): JSX.Element | null {
  const model = useTruth();
  const selected = model.selected.value;
  if (!selected) return null;
  const { row, column, cell } = selected;
  return (
    <aside
      class="truth-detail"
      aria-label={t('The selected cell')}
      data-testid="detail"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onLeave();
      }}
    >
      <div class="detail-place">
        <p class="detail-column">{t(column.title)}</p>
        <h2>{t(row.title)}</h2>
      </div>
      <Reading cell={cell} />
      <p class="detail-teaches">{t(row.teaches)}</p>
      {cell?.kind !== 'none' && (
        <div class="detail-acts">
          <button
            type="button"
            class="button"
            data-testid="run"
            ref={runButton}
            aria-label={t('Run this: {0}, {1}', t(row.title), t(column.title))}
            onClick={() => model.runSelected()}
          >
            <Icon name="play" size={13} />
            {t('Run This')}
          </button>
          <p class="detail-hint">{t('In the panel, held before its first step.')}</p>
        </div>
      )}
    </aside>
  );
}

function Reading({ cell }: { cell: TruthCellCard | undefined }): JSX.Element {
  if (!cell) return <p class="detail-why nothing">{t('Not measured yet.')}</p>;
  if (cell.kind === 'none') {
    return (
      <div class="detail-reading">
        <p class="detail-verdict">
          <span class="cannot">–</span> {t('It cannot happen here')}
        </p>
        <p class="detail-why">{told(cell.why)}</p>
      </div>
    );
  }
  if (cell.kind === 'failed') {
    return (
      <div class="detail-reading">
        <p class="detail-verdict">
          <span class="cannot">?</span> {t('Could not be measured')}
        </p>
        <p class="detail-why">{told(cell.why)}</p>
      </div>
    );
  }
  const { word, means } = VERDICT_WORDS[cell.verdict];
  return (
    <div class="detail-reading">
      <p class="detail-verdict">
        <span class="verdict" data-verdict={cell.verdict}>
          <VerdictMark verdict={cell.verdict} />
          {t(word)}
        </span>
        {t(means)}
      </p>
      <p class="detail-why" data-testid="why">
        {told(cell.why)}
      </p>
      {cell.claim && (
        <p class="detail-claim" data-testid="claim">
          <span class="said-otherwise" aria-hidden="true" />
          <span>
            <strong>{t('Often said to be “{0}”.', t(VERDICT_WORDS[cell.claim.says].word))}</strong>{' '}
            {cell.claim.correction === null ? null : t(cell.claim.correction)}
          </span>
        </p>
      )}
      <p class="detail-deployment">{told(cell.deployment)}</p>
    </div>
  );
}
