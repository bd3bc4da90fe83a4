import type { JSX } from 'preact';
import type { Check } from '../../model';
import type { Block, CodeBlock, Group, Row } from '../../projections/inspector';
import { clip } from '../../projections/words';
import { Icon } from './icons';
import { t, told } from '../host/words';

/** A titled part of the inspector that can be folded. */
export function GroupView({ group, open }: { group: Group; open: boolean }): JSX.Element {
  return (
    <details class="group" open={open}>
      <summary>
        <Icon name="down" size={12} />
        <span dir="auto">{told(group.title)}</span>
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
          <dt>{told(row.name)}</dt>
          <dd>
            <span class="value" data-credential={row.credential === true ? '' : undefined} dir="auto">
              {row.credential === true ? row.value : told(row.value)}
            </span>
            {(row.about !== undefined || row.source !== undefined) && (
              <span class="about">
                {row.about === undefined ? null : told(row.about)}
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
  credential: t('Credential'),
  header: t('Header'),
  claims: t('Claims'),
  signature: t('Signature'),
} as const;

/** Text as it stood on the wire or in memory; the parts of a token differ by color and are named in order. */
export function CodeView({ block, label }: { block: CodeBlock; label?: string }): JSX.Element {
  const parts = [...new Set(block.pieces.map(({ mark }) => mark))].filter((mark) => PARTS[mark] !== undefined);
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
            <span key={part} data-mark={part}>
              {PARTS[part]}
            </span>
          ))}
        </figcaption>
      )}
    </figure>
  );
}

function codeLabel({ language }: CodeBlock): string {
  return { http: t('Message as sent'), json: 'JSON', token: t('Token'), text: t('Text') }[language];
}

/** More of an input would push its checks out of sight; the whole of it stands in the message. */
const LONGEST_INPUT = 90;

const OUTCOMES = {
  passed: ['good', t('passed')],
  failed: ['bad', t('failed')],
  skipped: ['skipped', t('not checked')],
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
        {accepted ? t('Accepted') : t('Refused')}
        <span class="tally">{t('{0} of {1} checks passed', passed, checks.length)}</span>
      </p>
      {input && (
        <dl class="found check-input">
          <Found name={t('Input: {0}', told(input.name))} value={clip(input.value, LONGEST_INPUT)} full={input.value} />
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
                  {told(check.title)}
                  {check.source !== undefined && <span class="source">{check.source}</span>}
                </p>
                {(check.expected !== undefined || check.actual !== undefined) && (
                  <dl class="found">
                    {check.expected !== undefined && <Found name={t('Expected')} value={told(check.expected)} />}
                    {check.actual !== undefined && <Found name={t('Found')} value={told(check.actual)} />}
                  </dl>
                )}
                {check.outcome === 'failed' && check.fix !== undefined && (
                  <p class="fix" dir="auto">
                    <strong>{t('To pass:')}</strong> {told(check.fix)}
                  </p>
                )}
              </div>
            </li>
          );
        })}
      </ol>
      {turn !== undefined && (
        <p class="turn" dir="auto">
          <strong>{accepted ? t('To be refused:') : t('To be accepted:')}</strong> {told(turn)}
        </p>
      )}
    </div>
  );
}

function Found({ name, value, full }: { name: string; value: string; full?: string }): JSX.Element {
  return (
    <div>
      <dt>{name}</dt>
      <dd dir="auto" title={full}>
        {value}
      </dd>
    </div>
  );
}
