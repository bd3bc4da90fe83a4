import type { JSX } from 'preact';
import { useTruth } from './context';
import { inWords } from './truth-model';
import { t } from '../host/words';

/** How far measuring is, and the way to end it or to go on. */
export function Progress(): JSX.Element | null {
  const model = useTruth();
  const progress = model.progress.value;
  if (!progress) return null;
  const { phase, done, total } = progress;
  return (
    <div class="truth-progress" data-phase={phase} data-testid="progress">
      {phase !== 'done' && <progress max={total} value={done} aria-label={t('Runs measured')} />}
      <p>{inWords(progress)}</p>
      {phase === 'measuring' && (
        <button
          type="button"
          class="button secondary"
          data-testid="cancel"
          onClick={() => model.ask({ type: 'cancel' })}
        >
          {t('Cancel')}
        </button>
      )}
      {phase === 'canceled' && (
        <button type="button" class="button" data-testid="resume" onClick={() => model.ask({ type: 'resume' })}>
          {t('Measure the Rest')}
        </button>
      )}
    </div>
  );
}
