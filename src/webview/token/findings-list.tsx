import type { JSX } from 'preact';
import type { Finding } from '../../model/token-protocol';
import { plainText } from '../../projections/tokens/plain-text';
import { Icon } from '../view/icons';
import { useModel } from './context';
import { t, told } from '../host/words';

const LOOKS = {
  error: ['bad', 'bad', t('Error')],
  warning: ['warn', 'warn', t('Warning')],
  information: ['help', 'plain', t('Note')],
} as const;

const ORDER: readonly Finding['severity'][] = ['error', 'warning', 'information'];

/** What speaks against the token whatever its key is. */
export function FindingsList(): JSX.Element | null {
  const { findings, compact } = useModel();
  if (!compact.value || compact.value.token === '') return null;
  // The worst first; otherwise as they come.
  const list = findings.value.toSorted((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
  return (
    <section class="findings" aria-labelledby="findings-title" data-testid="findings">
      <h2 id="findings-title">
        {t('Findings')} <span class="count">{list.length}</span>
      </h2>
      {list.length === 0 && <p class="nothing">{t('No rule speaks against it.')}</p>}
      <ol>
        {list.map(({ id, severity, message, source, fix }, index) => {
          const [icon, tone, word] = LOOKS[severity];
          return (
            <li key={index} class="finding" data-tone={tone}>
              <span class="finding-mark">
                <Icon name={icon} size={14} />
                <span class="sr-only">{word}: </span>
              </span>
              <div>
                <p dir="auto">{plainText(told(message))}</p>
                {fix && (
                  <p class="advice" dir="auto">
                    {plainText(told(fix.title))}
                  </p>
                )}
                <p class="source">
                  {id}, {source}
                </p>
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
