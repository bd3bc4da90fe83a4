import type { JSX } from 'preact';
import { useDesk } from './context';
import { Icon } from './icons';
import { t } from '../host/words';

/** Says that this run repeats another one, which is kept, and leads to both of them side by side. */
export function BranchLine({ onCompare }: { onCompare: () => void }): JSX.Element | null {
  const { panel } = useDesk();
  const branch = panel.branch.value;
  if (!branch) return null;
  const index = panel.stops.value.findIndex(({ item }) => item.seq >= branch.at);
  return (
    <div class="branch-line" data-testid="branch">
      <Icon name="branch" />
      <p>
        {branch.at < 0 ? (
          t('Another run is kept beside this one.')
        ) : (
          <>
            {index < 0
              ? t('This is the second branch: it repeats the first.')
              : t('This is the second branch: it repeats the first up to message {0}.', index + 1)}
            <span class="past-more"> {t('Do one thing differently, and compare.')}</span>
          </>
        )}
      </p>
      <button type="button" class="button secondary" data-testid="compare" onClick={onCompare}>
        {branch.at < 0 ? t('Compare Runs') : t('Compare Branches')}
      </button>
    </div>
  );
}
