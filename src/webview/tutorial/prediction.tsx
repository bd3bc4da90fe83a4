import type { ShownPrediction, ShownTutorial } from '../../tutorial/view-protocol';
import type { Post } from './post';
import { ProseView } from './prose-view';
import { t } from '../host/words';

/** A question before the act, and afterwards what came true. */
export function PredictionForm({
  prediction,
  page,
  post,
}: {
  readonly prediction: ShownPrediction;
  readonly page: ShownTutorial;
  readonly post: Post;
}) {
  const { question, choices, predicted, truth, why } = prediction;
  const known = page.phase === 'done';
  return (
    <fieldset class="prediction">
      <legend>{question}</legend>
      {choices.map(({ id, says }) => (
        <label key={id} class={known && id === truth ? 'choice true' : 'choice'}>
          <input
            type="radio"
            name={`prediction-${page.index}`}
            value={id}
            checked={predicted === id}
            disabled={known}
            onChange={() => post({ type: 'predict', choice: id })}
          />
          <span>
            {says}
            {known && id === truth && <strong>{` ✓ ${t('This happened.')}`}</strong>}
            {known && id === predicted && id !== truth && <em>{` ${t('Your guess.')}`}</em>}
          </span>
        </label>
      ))}
      {known && (
        <div class="why" role="status">
          {predicted !== null && (
            <p class="verdict">{predicted === truth ? t('You were right.') : t('It came out otherwise.')}</p>
          )}
          <ProseView prose={why} page={page} post={post} />
        </div>
      )}
    </fieldset>
  );
}
