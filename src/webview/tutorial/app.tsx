import type { Signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { ShownTutorial } from '../../tutorial/view-protocol';
import type { Post } from './post';
import { PredictionForm } from './prediction';
import { ProseView } from './prose-view';
import { t, told } from '../host/words';

/** One page of a tutorial: text, question, button, hints, and where it goes on. */
export function App({ shown, post }: { readonly shown: Signal<ShownTutorial | null>; readonly post: Post }) {
  const page = shown.value;
  const heading = useRef<HTMLHeadingElement>(null);
  const place = page ? `${page.id}/${page.index}` : '';
  const before = useRef(place);
  // Whoever listens hears the new page from its heading on; the first page leaves the keyboard where it is.
  useEffect(() => {
    if (before.current !== '' && before.current !== place) {
      heading.current?.focus();
      window.scrollTo(0, 0);
    }
    before.current = place;
  }, [place]);
  if (!page) {
    return (
      <main class="empty">
        <h1>{t('No tutorial is open.')}</h1>
        <button class="primary" onClick={() => post({ type: 'showTutorials' })}>
          {t('Show the tutorials')}
        </button>
      </main>
    );
  }
  const isClosing = page.phase === 'closing';
  return (
    <main>
      <header>
        <p class="trail">
          {page.preview && <span class="badge">{t('Preview')}</span>}
          {isClosing ? t('Done') : t('Step {0} of {1}', page.index + 1, page.steps.length)}
        </p>
        <Steps page={page} post={post} />
      </header>
      {page.opening.length > 0 && (
        <section class="opening" aria-label={t('Introduction')}>
          <ProseView prose={page.opening} page={page} post={post} />
        </section>
      )}
      <h1 ref={heading} tabIndex={-1}>
        {told(page.heading)}
      </h1>
      <ProseView prose={page.prose} page={page} post={post} />
      {page.prediction && <PredictionForm prediction={page.prediction} page={page} post={post} />}
      {page.act !== null && <ActButton page={page} post={post} />}
      <Outcome page={page} post={post} />
      {page.after.length > 0 && (
        <section class="after" aria-label={t('What came of it')}>
          <ProseView prose={page.after} page={page} post={post} />
        </section>
      )}
      <Hints page={page} post={post} />
      <Moves page={page} post={post} />
    </main>
  );
}

interface PageProps {
  readonly page: ShownTutorial;
  readonly post: Post;
}

/** All steps, each a way to itself. */
function Steps({ page, post }: PageProps) {
  return (
    <ol class="steps" aria-label={t('Steps')}>
      {page.steps.map(({ id, title, done }, index) => (
        <li key={id}>
          <button
            class={done ? 'dot done' : 'dot'}
            aria-current={index === page.index ? 'step' : undefined}
            aria-label={done ? t('{0}. {1}, done', index + 1, title) : `${index + 1}. ${title}`}
            title={title}
            onClick={() => post({ type: 'goTo', step: id })}
          >
            {done ? '✓' : index + 1}
          </button>
        </li>
      ))}
    </ol>
  );
}

function ActButton({ page, post }: PageProps) {
  const acting = page.phase === 'acting';
  const asks = page.prediction !== null && page.prediction.predicted === null && page.phase === 'open';
  return (
    <div class="act">
      <button
        class={page.phase === 'done' || asks ? 'secondary' : 'primary'}
        aria-disabled={acting}
        onClick={() => !acting && post({ type: 'act' })}
      >
        {acting ? t('It plays…') : page.phase === 'done' ? t('Again: {0}', told(page.act ?? '')) : told(page.act ?? '')}
      </button>
      {asks && <span class="remark">{t('Guess first, then see.')}</span>}
    </div>
  );
}

/** Whether the step came true; spoken when it changes. */
function Outcome({ page, post }: PageProps) {
  return (
    <div class="outcome" role="status">
      {page.phase === 'done' && <p class="came-true">{`✓ ${t('This step came true.')}`}</p>}
      {page.lacking !== null && page.phase !== 'done' && (
        <p class="lacking">{t('Still to happen: {0}.', told(page.lacking))}</p>
      )}
      {page.astray && (
        <div class="astray">
          <p>{told(page.astray.sentence)}</p>
          <button class="secondary" onClick={() => post({ type: 'reset' })}>
            {told(page.astray.way)}
          </button>
        </div>
      )}
    </div>
  );
}

function Hints({ page, post }: PageProps) {
  if (page.phase === 'closing') return null;
  return (
    <section class="hints" aria-label={t('Hints')}>
      {page.hints.map((hint, index) => (
        <div class="hint" key={index}>
          <ProseView prose={hint} page={page} post={post} />
        </div>
      ))}
      {page.phase !== 'done' && (
        <div class="row">
          {page.hintsLeft > 0 && (
            <button class="link" onClick={() => post({ type: 'hint' })}>
              {page.hints.length === 0 ? t('Hint') : t('Another hint')}
            </button>
          )}
          <button class="link" onClick={() => post({ type: 'check' })}>
            {t('What is missing?')}
          </button>
        </div>
      )}
    </section>
  );
}

function Moves({ page, post }: PageProps) {
  const isClosing = page.phase === 'closing';
  const onward = isClosing ? (page.next ? t('Next: {0}', page.next.title) : t('All tutorials')) : t('Next');
  return (
    <nav class="moves" aria-label={t('Move through the tutorial')}>
      <button class="secondary" disabled={page.index === 0} onClick={() => post({ type: 'back' })}>
        {t('Back')}
      </button>
      {!isClosing && (
        <button class="secondary" onClick={() => post({ type: 'reset' })}>
          {t('Reset')}
        </button>
      )}
      <button
        class={page.phase === 'done' || isClosing ? 'primary' : 'secondary'}
        title={page.phase === 'done' || isClosing ? undefined : t('Skips this step')}
        onClick={() => post({ type: 'next' })}
      >
        {page.phase === 'done' || isClosing ? onward : t('Skip')}
      </button>
    </nav>
  );
}
