import type { JSX } from 'preact';
import { useDesk } from './context';
import { Icon } from './icons';
import { t, told } from '../host/words';

/** What waits to go wrong and what goes wrong all the time, each with its way out. */
export function ArmedStrip(): JSX.Element | null {
  const { panel, steering } = useDesk();
  const armed = panel.state.value?.armed ?? [];
  if (armed.length === 0 || !panel.live) return null;
  const resetAll = (): void => {
    steering.lift();
    // The strip goes with its last entry: the focus must not be lost with it.
    document.querySelector<HTMLElement>('[data-testid="inject"]')?.focus();
  };
  return (
    <section class="armed" aria-label={t('Armed failures')} data-testid="armed">
      <h2 class="armed-title">
        <Icon name="failure" size={14} />
        <span>{armed.length === 1 ? t('1 failure') : t('{0} failures', armed.length)}</span>
      </h2>
      <ul>
        {armed.map(({ id, title, state, when }) => (
          <li key={id} class="armed-entry" data-state={state} data-testid={`armed-${String(id)}`}>
            <span class="armed-state">{state === 'lasting' ? t('in force') : t('waits')}</span>
            <span class="armed-name" dir="auto">
              {t(title)}
            </span>
            <span class="armed-when" dir="auto" title={told(when)}>
              {told(when)}
            </span>
            <button
              type="button"
              class="small-action"
              aria-label={`${state === 'lasting' ? t('Lift') : t('Disarm')}: ${t(title)}`}
              title={state === 'lasting' ? t('Lift') : t('Disarm')}
              onClick={({ currentTarget }) => {
                const others = currentTarget.closest('ul')?.querySelectorAll<HTMLElement>('button') ?? [];
                const next = [...others].find((each) => each !== currentTarget);
                (next ?? document.querySelector<HTMLElement>('[data-testid="inject"]'))?.focus();
                steering.lift(id);
              }}
            >
              <Icon name="close" size={12} />
            </button>
          </li>
        ))}
      </ul>
      <button type="button" class="button secondary" data-testid="reset-all" onClick={resetAll}>
        {t('Reset All')}
      </button>
    </section>
  );
}
