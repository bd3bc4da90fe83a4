import type { JSX } from 'preact';
import { useDesk } from './context';
import { Logo } from './logo';
import { NoticeLine } from './notice-line';
import { t } from '../host/words';

/** No run yet: what this is, and the demos to choose from. */
export function Welcome(): JSX.Element {
  const { panel, steering } = useDesk();
  return (
    <main class="welcome">
      <NoticeLine />
      <Logo />
      <h1>{t('Auth Lab')}</h1>
      <p class="lead">{t('A real server, a simulated browser, and every message between them, one step at a time.')}</p>
      <div class="choices">
        {panel.scenarios.value.map(({ scenario, title, teaches }) => {
          const [name, ...rest] = t(title).split(': ');
          return (
            <button
              key={scenario}
              type="button"
              class="choice"
              data-testid={`start-${scenario}`}
              onClick={() => steering.start(scenario)}
            >
              <span class="choice-title">{name}</span>
              {rest.length > 0 && <span class="choice-subtitle">{rest.join(': ')}</span>}
              <span class="choice-words">{t(teaches)}</span>
            </button>
          );
        })}
      </div>
    </main>
  );
}
