import type { Signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { ShownTutorial } from '../../tutorial/view-protocol';
import type { Post } from './post';
import { PredictionForm } from './prediction';
import { ProseView } from './prose-view';

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
        <h1>No tutorial is open.</h1>
        <button class="primary" onClick={() => post({ type: 'showTutorials' })}>
          Show the tutorials
        </button>
      </main>
    );
  }
  const isClosing = page.phase === 'closing';
  return (
    <main>
      <header>
        <p class="trail">
          {page.preview && <span class="badge">Preview</span>}
          {isClosing ? 'Done' : `Step ${page.index + 1} of ${page.steps.length}`}
        </p>
        <Steps page={page} post={post} />
      </header>
      {page.opening.length > 0 && (
        <section class="opening" aria-label="Introduction">
          <ProseView prose={page.opening} page={page} post={post} />
        </section>
      )}
      <h1 ref={heading} tabIndex={-1}>
        {page.heading}
      </h1>
      <ProseView prose={page.prose} page={page} post={post} />
      {page.prediction && <PredictionForm prediction={page.prediction} page={page} post={post} />}
      {page.act !== null && <ActButton page={page} post={post} />}
      <Outcome page={page} post={post} />
      {page.after.length > 0 && (
        <section class="after" aria-label="What came of it">
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
    <ol class="steps" aria-label="Steps">
      {page.steps.map(({ id, title, done }, index) => (
        <li key={id}>
          <button
            class={done ? 'dot done' : 'dot'}
            aria-current={index === page.index ? 'step' : undefined}
            aria-label={`${index + 1}. ${title}${done ? ', done' : ''}`}
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
        {acting ? 'It plays…' : page.phase === 'done' ? `Again: ${page.act ?? ''}` : page.act}
      </button>
      {asks && <span class="remark">Guess first, then see.</span>}
    </div>
  );
}

/** Whether the step came true; spoken when it changes. */
function Outcome({ page, post }: PageProps) {
  return (
    <div class="outcome" role="status">
      {page.phase === 'done' && <p class="came-true">✓ This step came true.</p>}
      {page.lacking !== null && page.phase !== 'done' && <p class="lacking">Still to happen: {page.lacking}.</p>}
      {page.astray && (
        <div class="astray">
          <p>{page.astray.sentence}</p>
          <button class="secondary" onClick={() => post({ type: 'reset' })}>
            {page.astray.way}
          </button>
        </div>
      )}
    </div>
  );
}

function Hints({ page, post }: PageProps) {
  if (page.phase === 'closing') return null;
  return (
    <section class="hints" aria-label="Hints">
      {page.hints.map((hint, index) => (
        <div class="hint" key={index}>
          <ProseView prose={hint} page={page} post={post} />
        </div>
      ))}
      {page.phase !== 'done' && (
        <div class="row">
          {page.hintsLeft > 0 && (
            <button class="link" onClick={() => post({ type: 'hint' })}>
              {page.hints.length === 0 ? 'Hint' : 'Another hint'}
            </button>
          )}
          <button class="link" onClick={() => post({ type: 'check' })}>
            What is missing?
          </button>
        </div>
      )}
    </section>
  );
}

function Moves({ page, post }: PageProps) {
  const isClosing = page.phase === 'closing';
  const onward = isClosing ? (page.next ? `Next: ${page.next.title}` : 'All tutorials') : 'Next';
  return (
    <nav class="moves" aria-label="Move through the tutorial">
      <button class="secondary" disabled={page.index === 0} onClick={() => post({ type: 'back' })}>
        Back
      </button>
      {!isClosing && (
        <button class="secondary" onClick={() => post({ type: 'reset' })}>
          Reset
        </button>
      )}
      <button
        class={page.phase === 'done' || isClosing ? 'primary' : 'secondary'}
        title={page.phase === 'done' || isClosing ? undefined : 'Skips this step'}
        onClick={() => post({ type: 'next' })}
      >
        {page.phase === 'done' || isClosing ? onward : 'Skip'}
      </button>
    </nav>
  );
}
