import type { JSX } from 'preact';
import { Acts } from './acts';
import { useModel } from './context';
import { Detail } from './detail';
import { Pager } from './pager';
import { RowsTable } from './rows-table';
import { TopBar } from './top-bar';
import { t, told } from '../host/words';

/** The session store: its rows page by page, and the one that is opened beside them. */
export function App(): JSX.Element {
  const model = useModel();
  const card = model.card.value;
  return (
    <>
      <p class="sr-only" role="status" data-testid="said">
        {model.said.value}
      </p>
      {card ? (
        <div class="store">
          <TopBar card={card} />
          <div class="store-stage">
            <main class="store-rows" aria-label={t('Sessions')}>
              <Problem />
              <Refusal />
              <Acts card={card} />
              <RowsTable />
              <div class="rows-foot">
                <p id="rows-keys">
                  {model.mayChange.value
                    ? t('Space chooses, Enter opens, Delete destroys, R reads again.')
                    : t('Space chooses, Enter opens, R reads again.')}
                </p>
                {!model.isWhole.value && <Pager />}
              </div>
            </main>
            {model.opened.value && <Detail opened={model.opened.value} card={card} />}
          </div>
        </div>
      ) : (
        <Nothing sentence={model.sentence.value ?? model.problem.value} again={model.again.value} />
      )}
    </>
  );
}

function Problem(): JSX.Element | null {
  const model = useModel();
  const problem = model.problem.value;
  if (problem === null) return null;
  return (
    <div class="notice" data-tone="error" data-testid="problem">
      <p>{told(problem)}</p>
      <button type="button" class="button secondary" onClick={() => model.refresh()}>
        {t('Try Again')}
      </button>
      <button type="button" class="button secondary" onClick={() => model.showLog()}>
        {t('Show Log')}
      </button>
    </div>
  );
}

function Refusal(): JSX.Element | null {
  const model = useModel();
  const refused = model.refused.value;
  if (refused === null) return null;
  return (
    <div class="notice" data-tone="error" data-testid="refused">
      <p>{told(refused)}</p>
      <button type="button" class="button secondary" onClick={() => (model.refused.value = null)}>
        {t('Dismiss')}
      </button>
    </div>
  );
}

function Nothing({ sentence, again }: { sentence: string | null; again: boolean }): JSX.Element {
  const model = useModel();
  return (
    <main class="store-nothing" data-testid="nothing">
      <h1>{t('Session store')}</h1>
      <p>{sentence === null ? t('Reading…') : told(sentence)}</p>
      {sentence !== null && (
        <div class="store-ways">
          {again && (
            <button type="button" class="button" data-testid="retry" onClick={() => model.retry()}>
              {t('Try Again')}
            </button>
          )}
          <button type="button" class={again ? 'button secondary' : 'button'} onClick={() => model.openAnother()}>
            {t('Open Session Store…')}
          </button>
        </div>
      )}
    </main>
  );
}
