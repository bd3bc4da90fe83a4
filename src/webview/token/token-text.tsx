import type { JSX } from 'preact';
import { beginning, plainText, size } from '../../projections/tokens/plain-text';
import { useModel } from './context';
import { partsOf } from './structure';
import { t, told } from '../host/words';

const MOST = 8_000;

/** The token as it stands in the text, its parts in their colors and its problems marked. */
export function TokenText(): JSX.Element {
  const { compact, token } = useModel();
  const seen = compact.value;
  const second =
    seen?.kind === 'jwe'
      ? t('Content')
      : seen?.kind === 'jws' || seen?.payload !== undefined
        ? t('Payload')
        : undefined;
  const shown = beginning(seen?.token ?? token.value, MOST);
  return (
    <section class="part" aria-labelledby="text-title">
      <h2 id="text-title">
        {t('As written')} <span class="size">{told(size(new Blob([token.value]).size))}</span>
      </h2>
      <pre class="token-text" tabIndex={0} role="group" aria-label={t('Token as written')} data-testid="token-text">
        {seen
          ? pieces(shown.text, seen).map(({ text, mark, wrong }, index) => (
              <span key={index} data-mark={mark} data-wrong={wrong ? '' : undefined}>
                {plainText(text)}
              </span>
            ))
          : plainText(shown.text)}
      </pre>
      {shown.left > 0 && <p class="remark">{t('… and {0} more.', told(size(shown.left)))}</p>}
      <p class="parts" aria-hidden="true">
        <span data-mark="header">{t('Header')}</span>
        {second !== undefined && <span data-mark="claims">{second}</span>}
        {seen?.kind === 'jws' && <span data-mark="signature">{t('Signature')}</span>}
      </p>
    </section>
  );
}

interface Piece {
  readonly text: string;
  readonly mark: 'header' | 'claims' | 'signature' | undefined;
  readonly wrong: boolean;
}

function pieces(text: string, seen: Parameters<typeof partsOf>[0]): Piece[] {
  const wrong = new Set(partsOf(seen).flatMap(({ problems }) => problems.map(({ tokenOffset }) => tokenOffset)));
  if (seen.kind === 'malformed') wrong.add(seen.problem.offset);
  const list: Piece[] = [];
  let part = 0;
  let start = 0;
  const markOf = (index: number): Piece['mark'] =>
    index === 0 ? 'header' : index === 1 || seen.kind !== 'jws' ? 'claims' : 'signature';
  const close = (end: number): void => {
    if (end > start) list.push({ text: text.slice(start, end), mark: markOf(part), wrong: false });
    start = end;
  };
  for (let at = 0; at < text.length; at++) {
    const isDot = text.charCodeAt(at) === 0x2e;
    if (!isDot && !wrong.has(at)) continue;
    close(at);
    list.push({ text: text.charAt(at), mark: isDot ? undefined : markOf(part), wrong: wrong.has(at) });
    start = at + 1;
    if (isDot) part++;
  }
  close(text.length);
  return list;
}
