import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Block, Inline, Prose, Span } from '../../tutorial/prose-types';
import type { ShownTutorial } from '../../tutorial/view-protocol';
import type { Post } from './post';

interface ProseProps {
  readonly prose: Prose;
  readonly page: ShownTutorial;
  readonly post: Post;
}

/** Text as elements, one by one: nothing that was written is ever parsed as markup. */
export function ProseView({ prose, page, post }: ProseProps) {
  return (
    <>
      {prose.map((block, index) => (
        <BlockView key={index} block={block} page={page} post={post} />
      ))}
    </>
  );
}

function BlockView({
  block,
  page,
  post,
}: {
  readonly block: Block;
  readonly page: ShownTutorial;
  readonly post: Post;
}) {
  const inline = (text: Inline): ComponentChildren =>
    text.map((span, index) => <SpanView key={index} span={span} page={page} />);
  switch (block.type) {
    case 'paragraph':
      return <p>{inline(block.text)}</p>;
    case 'heading':
      return <h2>{inline(block.text)}</h2>;
    case 'quote':
      return <blockquote>{inline(block.text)}</blockquote>;
    case 'list': {
      const items = block.items.map((item, index) => <li key={index}>{inline(item)}</li>);
      return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
    case 'table':
      return (
        <div class="table" role="region" aria-label="Table" tabIndex={0}>
          <table>
            <thead>
              <tr>
                {block.head.map((cell, index) => (
                  <th key={index} scope="col">
                    {inline(cell)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {block.rows.map((row, index) => (
                <tr key={index}>
                  {row.map((cell, column) => (
                    <td key={column}>{inline(cell)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
    case 'listing':
      return (
        <figure class="listing">
          <figcaption>
            To read, not run here{block.of === '' ? '' : `: ${block.of}`}
            {block.language === '' ? '' : ` (${block.language})`}
          </figcaption>
          <pre tabIndex={0}>
            <code>{block.text}</code>
          </pre>
        </figure>
      );
    case 'excerpt': {
      const filled = page.excerpts[block.line];
      if (!filled) return null;
      return (
        <figure class="listing ran">
          <figcaption>
            {block.says === '' ? 'The server that runs.' : block.says}{' '}
            <button class="link" onClick={() => post({ type: 'showCode', file: block.file, line: filled.line })}>
              {block.file.split('/').at(-1)}, line {filled.line}
            </button>
          </figcaption>
          <pre tabIndex={0}>
            <code>{filled.text}</code>
          </pre>
        </figure>
      );
    }
    default:
      return block satisfies never;
  }
}

function SpanView({ span, page }: { readonly span: Span; readonly page: ShownTutorial }) {
  switch (span.type) {
    case 'text':
      return <>{span.text}</>;
    case 'code':
      return <code>{span.text}</code>;
    case 'strong':
      return (
        <strong>
          <Inside inside={span.inside} page={page} />
        </strong>
      );
    case 'emphasis':
      return (
        <em>
          <Inside inside={span.inside} page={page} />
        </em>
      );
    case 'link':
      return (
        <a href={span.to}>
          <Inside inside={span.inside} page={page} />
        </a>
      );
    case 'term':
      return <Term text={span.text} explanation={page.glossary[span.term] ?? ''} />;
    default:
      return span satisfies never;
  }
}

function Inside({ inside, page }: { readonly inside: Inline; readonly page: ShownTutorial }) {
  return (
    <>
      {inside.map((span, index) => (
        <SpanView key={index} span={span} page={page} />
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
