import type { JSX } from 'preact';
import { EVENT_KINDS } from '../../model';
import { useDesk } from './context';
import { t } from '../host/words';

const WORDS = {
  empty: '',
  starting: t('Starting: the processes are coming up'),
  held: t('Waiting for you: Step or Play'),
  running: t('Running'),
  ended: t('The run is over'),
  failed: t('The lab has stopped'),
} as const;

/** Which demo this is, and what it is waiting for. */
export function StatusLine(): JSX.Element {
  const { panel } = useDesk();
  const phase = panel.phase;
  const heldBy = phase === 'held' ? panel.state.value?.heldBy : undefined;
  return (
    <div class="status">
      <h1 class="title" dir="auto" title={t(panel.run.value?.card.teaches ?? '')}>
        {t(panel.run.value?.card.title ?? '')}
      </h1>
      <p class="phase" data-phase={phase}>
        <span class="dot" aria-hidden="true" />
        {heldBy ? t('Held at a breakpoint: {0}', t(EVENT_KINDS[heldBy.kind].means)) : WORDS[phase]}
      </p>
    </div>
  );
}
