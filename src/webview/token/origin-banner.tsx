import type { JSX } from 'preact';
import type { PartChange, TokenOrigin } from '../../model/token-protocol';
import { Icon } from '../view/icons';
import { useModel } from './context';

/** How this token came here, where it was not simply found: signed just now, forged, or out of the lab. */
export function OriginBanner(): JSX.Element | null {
  const { origin, path } = useModel();
  const how = origin.value;
  if (path.value.length > 1) return null;
  switch (how.type) {
    case 'found':
      return null;
    case 'lab':
      return <p class="origin">From the diagram of the running demo.</p>;
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
        <Icon name="good" size={14} /> Newly signed
      </h2>
      <p>
        Signed here with {how.alg} and a key of yours: {how.key}. It is another token than the one before, and only who
        trusts this key accepts it.
      </p>
      {how.notes.map((note) => (
        <p key={note} class="remark" dir="auto">
          {note}
        </p>
      ))}
      <Changes changes={how.changes} />
      <p class="origin-acts">
        <button type="button" class="button secondary" onClick={() => model.ask({ type: 'compare', part: 'header' })}>
          Compare Headers
        </button>
        <button type="button" class="button secondary" onClick={() => model.ask({ type: 'compare', part: 'payload' })}>
          Compare Payloads
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
        <Icon name="attacker" size={16} /> Forged: {how.attack}
        <span class="source">{how.source}</span>
      </h2>
      <dl class="account-of">
        <dt>What it changes</dt>
        <dd>{how.how}</dd>
        <dt>Why it could work</dt>
        <dd>{how.why}</dd>
        <dt>What stops it</dt>
        <dd>{how.stops}</dd>
        {how.note !== undefined && (
          <>
            <dt>Besides</dt>
            <dd dir="auto">{how.note}</dd>
          </>
        )}
      </dl>
      <Changes changes={how.changes} />
      {how.variants.length > 1 && (
        <details>
          <summary>{how.variants.length} variants to try</summary>
          <ul class="variants">
            {how.variants.map((variant, index) => (
              <li key={index}>
                <button type="button" class="link" onClick={() => model.enter(variant, `Variant ${index + 1}`)}>
                  Variant {index + 1}
                </button>
                <button
                  type="button"
                  class="link"
                  onClick={() => model.ask({ type: 'act', what: 'sendToLab', token: variant })}
                >
                  Send variant {index + 1} to the lab
                </button>
              </li>
            ))}
          </ul>
        </details>
      )}
      <p class="origin-acts">
        <button type="button" class="button" onClick={() => model.ask({ type: 'attackLab', attack })}>
          Attack the Lab’s Servers
        </button>
      </p>
      <p class="remark">
        “Attack the Lab’s Servers” plays this attack on a naive server and on a careful one, side by side, with a token
        of the lab’s own. “Send to the Lab” gives this token to the browser of the stateless demo. It goes nowhere else.
      </p>
    </section>
  );
}

/** What is not as it was, member by member. */
function Changes({ changes }: { changes: readonly PartChange[] }): JSX.Element {
  if (changes.length === 0) return <p class="remark">Header and payload say the same as before.</p>;
  return (
    <div class="scroll-x" tabIndex={0} role="group" aria-label="What changed">
      <table class="changes" data-testid="changes">
        <thead>
          <tr>
            <th scope="col">Where</th>
            <th scope="col">Before</th>
            <th scope="col">After</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ part, pointer, before, after }, index) => (
            <tr key={index}>
              <th scope="row" dir="auto">
                {part} {pointer}
              </th>
              <td dir="auto">{before ?? <em>nothing</em>}</td>
              <td dir="auto">{after ?? <em>nothing</em>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
