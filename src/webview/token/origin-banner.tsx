import type { JSX } from 'preact';
import type { PartChange, TokenOrigin } from '../../model/token-protocol';
import { Icon } from '../view/icons';
import { useModel } from './context';
import { t, told } from '../host/words';

/** How this token came here, where it was not simply found: signed just now, forged, or out of the lab. */
export function OriginBanner(): JSX.Element | null {
  const { origin, path } = useModel();
  const how = origin.value;
  if (path.value.length > 1) return null;
  switch (how.type) {
    case 'found':
      return null;
    case 'lab':
      return <p class="origin">{t('From the diagram of the running demo.')}</p>;
    case 'signed':
      return <SignedBanner how={how} />;
    case 'forged':
      return <ForgedBanner how={how} />;
    default:
      return how satisfies never;
  }
}

function SignedBanner({ how }: { how: Extract<TokenOrigin, { type: 'signed' }> }): JSX.Element {
  const model = useModel();
  return (
    <section class="origin" aria-labelledby="origin-title">
      <h2 id="origin-title">
        <Icon name="good" size={14} /> {t('Newly signed')}
      </h2>
      <p>
        {t(
          'Signed here with {0} and a key of yours: {1}. It is another token than the one before, and only who trusts this key accepts it.',
          how.alg,
          how.key,
        )}
      </p>
      {how.notes.map((note) => (
        <p key={note} class="remark" dir="auto">
          {told(note)}
        </p>
      ))}
      <Changes changes={how.changes} />
      <p class="origin-acts">
        <button type="button" class="button secondary" onClick={() => model.ask({ type: 'compare', part: 'header' })}>
          {t('Compare Headers')}
        </button>
        <button type="button" class="button secondary" onClick={() => model.ask({ type: 'compare', part: 'payload' })}>
          {t('Compare Payloads')}
        </button>
      </p>
    </section>
  );
}

function ForgedBanner({ how }: { how: Extract<TokenOrigin, { type: 'forged' }> }): JSX.Element {
  const model = useModel();
  const attack = how.id;
  return (
    <section class="origin" data-forged aria-labelledby="origin-title">
      <h2 id="origin-title">
        <Icon name="attacker" size={16} /> {t('Forged: {0}', told(how.attack))}
        <span class="source">{how.source}</span>
      </h2>
      <dl class="account-of">
        <dt>{t('What it changes')}</dt>
        <dd>{told(how.how)}</dd>
        <dt>{t('Why it could work')}</dt>
        <dd>{told(how.why)}</dd>
        <dt>{t('What stops it')}</dt>
        <dd>{told(how.stops)}</dd>
        {how.note !== undefined && (
          <>
            <dt>{t('Besides')}</dt>
            <dd dir="auto">{told(how.note)}</dd>
          </>
        )}
      </dl>
      <Changes changes={how.changes} />
      {how.variants.length > 1 && (
        <details>
          <summary>{t('{0} variants to try', how.variants.length)}</summary>
          <ul class="variants">
            {how.variants.map((variant, index) => (
              <li key={index}>
                <button type="button" class="link" onClick={() => model.enter(variant, t('Variant {0}', index + 1))}>
                  {t('Variant {0}', index + 1)}
                </button>
                <button
                  type="button"
                  class="link"
                  onClick={() => model.ask({ type: 'act', what: 'sendToLab', token: variant })}
                >
                  {t('Send variant {0} to the lab', index + 1)}
                </button>
              </li>
            ))}
          </ul>
        </details>
      )}
      <p class="origin-acts">
        <button type="button" class="button" onClick={() => model.ask({ type: 'attackLab', attack })}>
          {t('Attack the Lab’s Servers')}
        </button>
      </p>
      <p class="remark">
        {t(
          '“Attack the Lab’s Servers” plays this attack on a naive server and on a careful one, side by side, with a token of the lab’s own. “Send to the Lab” gives this token to the browser of the stateless demo. It goes nowhere else.',
        )}
      </p>
    </section>
  );
}

/** What is not as it was, member by member. */
function Changes({ changes }: { changes: readonly PartChange[] }): JSX.Element {
  if (changes.length === 0) return <p class="remark">{t('Header and payload say the same as before.')}</p>;
  return (
    <div class="scroll-x" tabIndex={0} role="group" aria-label={t('What changed')}>
      <table class="changes" data-testid="changes">
        <thead>
          <tr>
            <th scope="col">{t('Where')}</th>
            <th scope="col">{t('Before')}</th>
            <th scope="col">{t('After')}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ part, pointer, before, after }, index) => (
            <tr key={index}>
              <th scope="row" dir="auto">
                {part} {pointer}
              </th>
              <td dir="auto">{before ?? <em>{t('nothing')}</em>}</td>
              <td dir="auto">{after ?? <em>{t('nothing')}</em>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
