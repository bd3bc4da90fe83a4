import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { CellDetail } from './cell-detail';
import { useTruth } from './context';
import { Grid } from './grid';
import { Legend } from './legend';
import { Progress } from './progress';
import { t } from '../host/words';

/** The truth table: how far it is on top, the table, and what the selected cell is read from. */
export function App(): JSX.Element {
  const model = useTruth();
  const runButton = useRef<HTMLButtonElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  if (model.rows.value.length === 0) return <p class="nothing waiting">{t('The table is on its way.')}</p>;
  const done = model.progress.value?.phase === 'done';
  return (
    <>
      <header class="truth-top">
        <div class="truth-headline">
          <h1>{t('Who is still logged in?')}</h1>
          <p class="truth-lead">
            {t(
              'What happens to a user, by what keeps them logged in. Each cell is a run of its own, with real servers, on this machine.',
            )}
          </p>
        </div>
        <div class="truth-acts" role="group" aria-label={t('The table')}>
          <button type="button" class="button secondary" data-testid="copy" onClick={() => model.ask({ type: 'copy' })}>
            {t('Copy as Markdown')}
          </button>
          {done && (
            <button
              type="button"
              class="button secondary"
              data-testid="again"
              onClick={() => model.ask({ type: 'measure' })}
            >
              {t('Measure Again')}
            </button>
          )}
        </div>
        <Progress />
        <Legend />
      </header>
      <p class="sr-only" role="status" data-testid="said">
        {model.said.value}
      </p>
      <div class="truth-desk">
        <main class="truth-scroller" aria-label={t('The truth table')}>
          <Grid grid={grid} onEnter={() => runButton.current?.focus()} />
        </main>
        <CellDetail
          runButton={runButton}
          onLeave={() => grid.current?.querySelector<HTMLElement>('[role="gridcell"][tabindex="0"]')?.focus()}
        />
      </div>
    </>
  );
}
