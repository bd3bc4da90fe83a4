import type { JSX } from 'preact';
import { TRUTH_VERDICTS, VERDICT_WORDS } from '../../model/truth-protocol';
import { VerdictMark } from './verdict-mark';

/** What the words in the cells mean. */
export function Legend(): JSX.Element {
  return (
    <ul class="truth-legend" aria-label="Legend">
      {TRUTH_VERDICTS.map((verdict) => (
        <li key={verdict}>
          <span class="verdict" data-verdict={verdict}>
            <VerdictMark verdict={verdict} size={12} />
            {VERDICT_WORDS[verdict].word}
          </span>
          <span>{VERDICT_WORDS[verdict].means}</span>
        </li>
      ))}
      <li>
        <span class="said-otherwise" aria-hidden="true" />
        <span>Common tables say otherwise.</span>
      </li>
      <li>
        <span class="cannot">–</span>
        <span>It cannot happen there.</span>
      </li>
    </ul>
  );
}
