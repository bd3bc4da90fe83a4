import type { JSX } from 'preact';
import { TRUTH_VERDICTS, VERDICT_WORDS } from '../../model/truth-protocol';
import { VerdictMark } from './verdict-mark';
import { t } from '../host/words';

/** What the words in the cells mean. */
export function Legend(): JSX.Element {
  return (
    <ul class="truth-legend" aria-label={t('Legend')}>
      {TRUTH_VERDICTS.map((verdict) => (
        <li key={verdict}>
          <span class="verdict" data-verdict={verdict}>
            <VerdictMark verdict={verdict} size={12} />
            {t(VERDICT_WORDS[verdict].word)}
          </span>
          <span>{t(VERDICT_WORDS[verdict].means)}</span>
        </li>
      ))}
      <li>
        <span class="said-otherwise" aria-hidden="true" />
        <span>{t('Common tables say otherwise.')}</span>
      </li>
      <li>
        <span class="cannot">–</span>
        <span>{t('It cannot happen there.')}</span>
      </li>
    </ul>
  );
}
