import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { Check } from '../../model';
import type { Verified } from '../../model/token-protocol';
import { plainText } from '../../projections/tokens/plain-text';
import { Icon } from '../view/icons';
import { VERDICTS } from './model';
import { t, told } from '../host/words';

const OUTCOMES = {
  passed: ['good', t('passed')],
  failed: ['bad', t('failed')],
  skipped: ['skipped', t('not checked')],
} as const;

const TONES = { accepted: 'good', rejected: 'bad', unverified: 'warn' } as const;

/** Every check apart, in the order in which a verifier makes them. */
export function CheckList({
  verdict,
  checks,
}: {
  verdict: Verified['verdict'];
  checks: readonly Check[];
}): JSX.Element {
  const failed = checks.filter(({ outcome }) => outcome === 'failed');
  const list = useRef<HTMLOListElement>(null);
  const goTo = (id: string): void => {
    const check = list.current?.querySelector<HTMLElement>(`[data-check="${id}"]`);
    check?.scrollIntoView({ block: 'nearest' });
    check?.focus({ preventScroll: true });
  };
  return (
    <div class="checks" data-testid="checks">
      <p class="verdict" data-tone={TONES[verdict]}>
        <Icon name={TONES[verdict]} size={14} />
        {VERDICTS[verdict]}
        <span class="tally">{tally(checks)}</span>
      </p>
      {failed.length > 0 && (
        <p class="failed-checks">
          {t('What failed:')}
          {failed.map(({ id }) => (
            <button key={id} type="button" class="link mono" onClick={() => goTo(id)}>
              {id}
            </button>
          ))}
        </p>
      )}
      <ol ref={list}>
        {checks.map((check) => {
          const [icon, words] = OUTCOMES[check.outcome];
          return (
            <li key={check.id} class="check" tabIndex={-1} data-outcome={check.outcome} data-check={check.id}>
              <span class="check-mark">
                <Icon name={icon} size={14} />
                <span class="sr-only">{words}: </span>
              </span>
              <div>
                <p class="check-title">
                  {told(check.title)}
                  {check.source !== undefined && <span class="source">{check.source}</span>}
                </p>
                <dl class="found">
                  {check.expected !== undefined && <Found name={t('Expected')} value={check.expected} />}
                  {check.actual !== undefined && <Found name={t('Found')} value={check.actual} />}
                </dl>
                {check.outcome === 'failed' && check.fix !== undefined && (
                  <p class="fix" dir="auto">
                    <strong>{t('To pass:')}</strong> {plainText(told(check.fix))}
                  </p>
                )}
              </div>
            </li>
          );
        })}
      </ol>
    </div>
  );
}

function tally(checks: readonly Check[]): string {
  const count = (outcome: Check['outcome']): number => checks.filter((check) => check.outcome === outcome).length;
  return (['failed', 'passed', 'skipped'] as const)
    .filter((outcome) => count(outcome) > 0)
    .map((outcome) => `${count(outcome)} ${OUTCOMES[outcome][1]}`)
    .join(', ');
}

function Found({ name, value }: { name: string; value: string }): JSX.Element {
  return (
    <div>
      <dt>{name}</dt>
      <dd dir="auto">{plainText(told(value))}</dd>
    </div>
  );
}
