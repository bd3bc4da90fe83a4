import { useState } from 'preact/hooks';
import type { Advice, Block } from '../../tutorial/prose-types';
import type { ShownTutorial } from '../../tutorial/view-protocol';
import { InlineView } from './inline-view';
import type { Post } from './post';
import { t } from '../host/words';

interface AdviceProps {
  readonly block: Extract<Block, { type: 'advice' }>;
  readonly page: ShownTutorial;
  readonly post: Post;
}

type Answers = Readonly<Record<string, string>>;

/** Questions about somebody's own application, and as soon as all are answered, what follows. */
export function AdviceForm({ block, page, post }: AdviceProps) {
  const [answers, setAnswers] = useState<Answers>({});
  const { questions, advice } = block;
  const left = questions.filter(({ id }) => answers[id] === undefined).length;
  const given = left === 0 ? advice.find((each) => fits(each, answers)) : undefined;
  return (
    <>
      {questions.map(({ id, asks, answers: choices }) => (
        <fieldset class="prediction" key={id}>
          <legend>{asks}</legend>
          {choices.map((choice) => (
            <label class="choice" key={choice.id}>
              <input
                type="radio"
                name={`advice-${id}`}
                checked={answers[id] === choice.id}
                onChange={() => setAnswers({ ...answers, [id]: choice.id })}
              />
              <span>{choice.says}</span>
            </label>
          ))}
        </fieldset>
      ))}
      <div class="advice" role="status">
        {given ? (
          <>
            <p>
              <InlineView inline={given.take} page={page} post={post} />
            </p>
            {given.because.length > 0 && (
              <ul>
                {given.because.map((reason, index) => (
                  <li key={index}>
                    <InlineView inline={reason} page={page} post={post} />
                  </li>
                ))}
              </ul>
            )}
          </>
        ) : (
          <p>
            {left === 1 ? t('One more answer, and here stands what follows.') : t('{0} answers are missing.', left)}
          </p>
        )}
      </div>
    </>
  );
}

function fits({ when }: Advice, answers: Answers): boolean {
  return Object.entries(when).every(([question, wanted]) => wanted.includes(answers[question] ?? ''));
}
