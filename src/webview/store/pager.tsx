import type { JSX } from 'preact';
import { useModel } from './context';
import { figure } from './words';
import { t } from '../host/words';

/** The way from page to page. There is no last page to leap to: a store is read from its beginning. */
export function Pager(): JSX.Element {
  const model = useModel();
  const page = model.trail.value.length;
  const [first, last] = [page === 1, model.next.value === null || model.reading.value];
  return (
    <nav class="pager" aria-label={t('Pages')}>
      <button
        type="button"
        class="button secondary"
        data-testid="previous"
        aria-disabled={first}
        onClick={() => model.previousPage()}
      >
        {t('Previous Page')}
      </button>
      <p data-testid="page">{t('Page {0}', figure(page))}</p>
      <button
        type="button"
        class="button secondary"
        data-testid="next"
        aria-disabled={last}
        onClick={() => model.nextPage()}
      >
        {t('Next Page')}
      </button>
    </nav>
  );
}
