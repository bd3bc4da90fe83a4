import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { DictionaryEntry, JsonPart } from '../../jwt';
import { prettyJson } from '../../projections/tokens/json-layout';
import { beginning, plainText, size } from '../../projections/tokens/plain-text';
import { Icon } from '../view/icons';
import { useModel } from './context';
import { Members } from './members';
import { t, told } from '../host/words';

const MOST = 60_000;

type Look = 'members' | 'pretty' | 'raw';

const LOOKS: Readonly<Record<Look, string>> = { members: t('Explained'), pretty: t('JSON'), raw: t('Raw') };

/** Header or payload: each member with its meaning, as JSON, or as it was encoded. */
export function PartView({
  name,
  part,
  where,
}: {
  name: 'Header' | 'Payload';
  part: JsonPart;
  where: DictionaryEntry['where'];
}): JSX.Element {
  const model = useModel();
  const looks: Look[] = part.object ? ['members', 'pretty', 'raw'] : ['pretty', 'raw'];
  const chosen = useSignal<Look>('members');
  const look = looks.includes(chosen.value) ? chosen.value : 'pretty';
  const id = name.toLowerCase();
  return (
    <section class="part" data-part={where} aria-labelledby={`${id}-title`} data-testid={`part-${id}`}>
      <h2 id={`${id}-title`}>
        {name}
        <span class="size">{t('{0}, {1} characters encoded', told(size(part.bytes.length)), part.raw.length)}</span>
      </h2>
      <div class="looks" role="radiogroup" aria-label={t('{0} shown as', name)}>
        {looks.map((each) => (
          <label key={each}>
            <input
              type="radio"
              name={`look-${id}`}
              checked={each === look}
              onChange={() => {
                chosen.value = each;
              }}
            />
            {LOOKS[each]}
          </label>
        ))}
        <button type="button" class="link" onClick={() => model.copy(part.text, name)}>
          {t('Copy {0}', name)}
        </button>
      </div>
      {part.notes.map(({ message }, index) => (
        <p key={index} class="note" dir="auto">
          <Icon name="warn" size={14} />
          <span>{plainText(told(message))}</span>
        </p>
      ))}
      {look === 'members' && part.object ? (
        <Members object={part.object} where={where} label={name} />
      ) : (
        <Text
          text={look === 'raw' ? part.raw : part.value === undefined ? part.text : prettyJson(part.text)}
          label={`${name}, ${LOOKS[look]}`}
        />
      )}
    </section>
  );
}

/** Text out of a token: inert, and not endless. */
export function Text({ text, label }: { text: string; label: string }): JSX.Element {
  const shown = beginning(text, MOST);
  return (
    <>
      <pre class="text" tabIndex={0} role="group" aria-label={label}>
        {plainText(shown.text)}
      </pre>
      {shown.left > 0 && <p class="remark">{t('… and {0} more.', told(size(shown.left)))}</p>}
    </>
  );
}
