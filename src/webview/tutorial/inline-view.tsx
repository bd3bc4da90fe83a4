import { useState } from 'preact/hooks';
import { told } from '../host/words';
import type { Inline, Span } from '../../tutorial/prose-types';
import type { ShownTutorial } from '../../tutorial/view-protocol';
import type { Post } from './post';

interface SpanProps {
  readonly span: Span;
  readonly page: ShownTutorial;
  readonly post: Post;
}

function SpanView({ span, page, post }: SpanProps) {
  switch (span.type) {
    case 'text':
      return <>{span.text}</>;
    case 'code':
      return <code>{span.text}</code>;
    case 'strong':
      return (
        <strong>
          <InlineView inline={span.inside} page={page} post={post} />
        </strong>
      );
    case 'emphasis':
      return (
        <em>
          <InlineView inline={span.inside} page={page} post={post} />
        </em>
      );
    case 'link':
      return (
        <a href={span.to}>
          <InlineView inline={span.inside} page={page} post={post} />
        </a>
      );
    case 'step':
      return <StepLink span={span} page={page} post={post} />;
    case 'term':
      return <Term text={span.text} explanation={told(page.glossary[span.term] ?? '')} />;
    default:
      return span satisfies never;
  }
}

/** No button, which would not break with its line, and no anchor, which the editor would follow by itself. */
function StepLink({ span, page, post }: SpanProps & { readonly span: Extract<Span, { type: 'step' }> }) {
  const { tutorial, step, inside } = span;
  const follow = (): void => post({ type: 'follow', tutorial, step });
  return (
    <span
      class="step-link"
      role="link"
      tabIndex={0}
      onClick={follow}
      onKeyDown={({ key }) => key === 'Enter' && follow()}
    >
      <InlineView inline={inside} page={page} post={post} />
    </span>
  );
}

/** Text within a line, as elements. */
export function InlineView({ inline, page, post }: Omit<SpanProps, 'span'> & { readonly inline: Inline }) {
  return (
    <>
      {inline.map((span, index) => (
        <SpanView key={index} span={span} page={page} post={post} />
      ))}
    </>
  );
}

/** A word with its explanation, for pointer, keyboard and screen reader alike; Escape takes it away (WCAG 1.4.13). */
function Term({ text, explanation }: { readonly text: string; readonly explanation: string }) {
  const [dismissed, setDismissed] = useState(false);
  const again = (): void => setDismissed(false);
  return (
    <dfn
      class={dismissed ? 'term dismissed' : 'term'}
      tabIndex={0}
      aria-description={explanation}
      onKeyDown={({ key }) => key === 'Escape' && setDismissed(true)}
      onBlur={again}
      onMouseLeave={again}
    >
      {text}
      <span class="explanation" role="tooltip" aria-hidden="true">
        {explanation}
      </span>
    </dfn>
  );
}
