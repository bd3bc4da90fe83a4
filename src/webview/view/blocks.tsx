import type { JSX } from 'preact';
import type { Check } from '../../model';
import type { Block, CodeBlock, Group, Row } from '../../projections/inspector';
import { Icon } from './icons';

/** A titled part of the inspector that can be folded. */
export function GroupView({ group, open }: { group: Group; open: boolean }): JSX.Element {
  return (
    <details class="group" open={open}>
      <summary>
        <Icon name="down" size={12} />
        <span dir="auto">{group.title}</span>
      </summary>
      {group.blocks.map((block, index) => (
        <BlockView key={index} block={block} />
      ))}
    </details>
  );
}

function BlockView({ block }: { block: Block }): JSX.Element {
  switch (block.type) {
    case 'rows':
      return <RowsView rows={block.rows} />;
    case 'code':
      return <CodeView block={block} />;
    case 'checks':
      return <ChecksView accepted={block.accepted} checks={block.checks} input={block.input} turn={block.turn} />;
    default:
      return block satisfies never;
  }
}

function RowsView({ rows }: { rows: readonly Row[] }): JSX.Element | null {
  if (rows.length === 0) return null;
  return (
    <dl class="rows">
      {rows.map((row, index) => (
        <div class="row" key={index}>
          <dt>{row.name}</dt>
          <dd>
            <span class="value" data-credential={row.credential === true ? '' : undefined} dir="auto">
              {row.value}
            </span>
            {(row.about !== undefined || row.source !== undefined) && (
              <span class="about">
                {row.about}
                {row.source !== undefined && <span class="source">{row.source}</span>}
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const PARTS = {
  plain: undefined,
  credential: 'Credential',
  header: 'Header',
  claims: 'Claims',
  signature: 'Signature',
} as const;

/** Text as it stood on the wire or in memory; the parts of a token differ by color and are named in order. */
export function CodeView({ block, label }: { block: CodeBlock; label?: string }): JSX.Element {
  const parts = [...new Set(block.pieces.map(({ mark }) => PARTS[mark]).filter((part) => part !== undefined))];
  return (
    <figure class="code" data-language={block.language}>
      <pre tabIndex={0} role="group" aria-label={label ?? codeLabel(block)}>
        {block.pieces.map(({ text, mark }, index) => (
          <span key={index} data-mark={mark === 'plain' ? undefined : mark}>
            {text}
          </span>
        ))}
      </pre>
      {block.language === 'token' && parts.length > 1 && (
        <figcaption class="parts">
          {parts.map((part) => (
            <span key={part} data-mark={part.toLowerCase()}>
              {part}
            </span>
          ))}
        </figcaption>
      )}
    </figure>
  );
}

function codeLabel({ language }: CodeBlock): string {
  return { http: 'Message as sent', json: 'JSON', token: 'Token', text: 'Text' }[language];
}

const OUTCOMES = {
  passed: ['good', 'passed'],
  failed: ['bad', 'failed'],
  skipped: ['skipped', 'not checked'],
} as const;

/** The checks behind a verdict, in their order: a learner sees which one decided. */
export function ChecksView({
  accepted,
  checks,
  input,
  turn,
}: {
  accepted: boolean;
  checks: readonly Check[];
  /** What they looked at. */
  input?: Row | undefined;
  /** The smallest change that would turn the verdict. */
  turn?: string | undefined;
}): JSX.Element {
  const passed = checks.filter(({ outcome }) => outcome === 'passed').length;
  return (
    <div class="checks">
      <p class="verdict" data-tone={accepted ? 'good' : 'bad'}>
        <Icon name={accepted ? 'good' : 'bad'} size={14} />
        {accepted ? 'Accepted' : 'Refused'}
        <span class="tally">
          {passed} of {checks.length} checks passed
        </span>
      </p>
      {input && (
        <dl class="found check-input">
          <Found name={`Input: ${input.name}`} value={input.value} />
        </dl>
      )}
      <ol>
        {checks.map((check) => {
          const [icon, words] = OUTCOMES[check.outcome];
          return (
            <li key={check.id} class="check" data-outcome={check.outcome}>
              <span class="check-mark">
                <Icon name={icon} size={14} />
                <span class="sr-only">{words}: </span>
              </span>
              <div>
                <p class="check-title" dir="auto">
                  {check.title}
                  {check.source !== undefined && <span class="source">{check.source}</span>}
                </p>
                {(check.expected !== undefined || check.actual !== undefined) && (
                  <dl class="found">
                    {check.expected !== undefined && <Found name="Expected" value={check.expected} />}
                    {check.actual !== undefined && <Found name="Found" value={check.actual} />}
                  </dl>
                )}
                {check.outcome === 'failed' && check.fix !== undefined && (
                  <p class="fix" dir="auto">
                    <strong>To pass:</strong> {check.fix}
                  </p>
                )}
              </div>
            </li>
          );
        })}
      </ol>
      {turn !== undefined && (
        <p class="turn" dir="auto">
          <strong>{accepted ? 'To be refused:' : 'To be accepted:'}</strong> {turn}
        </p>
      )}
    </div>
  );
}

function Found({ name, value }: { name: string; value: string }): JSX.Element {
  return (
    <div>
      <dt>{name}</dt>
      <dd dir="auto">{value}</dd>
    </div>
  );
}
