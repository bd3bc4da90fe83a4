import type { JSX } from 'preact';
import type { Check } from '../../model';
import type { Verified } from '../../model/token-protocol';
import { plainText } from '../../projections/tokens/plain-text';
import { Icon } from '../view/icons';
import { VERDICTS } from './model';

const OUTCOMES = {
  passed: ['good', 'passed'],
  failed: ['bad', 'failed'],
  skipped: ['skipped', 'not checked'],
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
  const passed = checks.filter(({ outcome }) => outcome === 'passed').length;
  return (
    <div class="checks" data-testid="checks">
      <p class="verdict" data-tone={TONES[verdict]}>
        <Icon name={TONES[verdict]} size={14} />
        {VERDICTS[verdict]}
        <span class="tally">
          {passed} of {checks.length} passed
        </span>
      </p>
      <ol>
        {checks.map((check) => {
          const [icon, words] = OUTCOMES[check.outcome];
          return (
            <li key={check.id} class="check" data-outcome={check.outcome} data-check={check.id}>
              <span class="check-mark">
                <Icon name={icon} size={14} />
                <span class="sr-only">{words}: </span>
              </span>
              <div>
                <p class="check-title">
                  {check.title}
                  {check.source !== undefined && <span class="source">{check.source}</span>}
                </p>
                <dl class="found">
                  {check.expected !== undefined && <Found name="Expected" value={check.expected} />}
                  {check.actual !== undefined && <Found name="Found" value={check.actual} />}
                </dl>
                {check.outcome === 'failed' && check.fix !== undefined && (
                  <p class="fix" dir="auto">
                    <strong>To pass:</strong> {plainText(check.fix)}
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

function Found({ name, value }: { name: string; value: string }): JSX.Element {
  return (
    <div>
      <dt>{name}</dt>
      <dd dir="auto">{plainText(value)}</dd>
    </div>
  );
}
