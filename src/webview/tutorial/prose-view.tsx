import type { ComponentChildren } from 'preact';
import { inlineText } from '../../tutorial/prose';
import type { Block, Inline, Prose } from '../../tutorial/prose-types';
import type { ShownTutorial } from '../../tutorial/view-protocol';
import { AdviceForm } from './advice';
import { InlineView } from './inline-view';
import type { Post } from './post';
import { t } from '../host/words';

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
  const inline = (text: Inline): ComponentChildren => <InlineView inline={text} page={page} post={post} />;
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
        <div
          class="table"
          role="region"
          aria-label={t('Table: {0}', block.head.map(inlineText).join(', '))}
          tabIndex={0}
        >
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
            {block.of === '' ? t('To read, not run here') : t('To read, not run here: {0}', block.of)}
            {block.language === '' ? '' : ` (${block.language})`}
          </figcaption>
          <pre tabIndex={0}>
            <code>{block.text}</code>
          </pre>
        </figure>
      );
    case 'advice':
      return <AdviceForm block={block} page={page} post={post} />;
    case 'excerpt': {
      const filled = page.excerpts[block.line];
      if (!filled) return null;
      return (
        <figure class="listing ran">
          <figcaption>
            {block.says === '' ? t('The server that runs.') : block.says}{' '}
            <button class="link" onClick={() => post({ type: 'showCode', file: block.file, line: filled.line })}>
              {t('{0}, line {1}', block.file.split('/').at(-1) ?? '', filled.line)}
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
