import type { JSX } from 'preact';
import { useModel } from './context';
import type { ExpectationForm } from './model';
import { t } from '../host/words';

const FIELDS: readonly (readonly [keyof ExpectationForm, label: string, placeholder: string])[] = [
  ['algorithms', t('Algorithms allowed'), t('those that fit the key')],
  ['issuer', t('Issuer'), t('not checked')],
  ['audience', t('Audience'), t('not checked')],
  ['typ', t('Type'), t('not checked')],
  ['requireClaims', t('Claims required'), 'none'],
  ['clockTolerance', t('Tolerance in seconds'), '0'],
];

/** What the verifier insists on besides the signature. */
export function ExpectationFields(): JSX.Element {
  const model = useModel();
  const form = model.expectations.value;
  const given = Object.entries(form).filter(
    ([name, text]) => text !== '' && !(name === 'clockTolerance' && text === '0'),
  );
  return (
    <details class="expectations" data-testid="expectations">
      <summary>
        {t('What the verifier insists on')}
        {given.length > 0 && <span class="count">{given.length}</span>}
      </summary>
      {FIELDS.map(([name, label, placeholder]) => (
        <div class="field" key={name}>
          <label for={`expect-${name}`}>{label}</label>
          <input
            id={`expect-${name}`}
            type="text"
            inputMode={name === 'clockTolerance' ? 'numeric' : 'text'}
            autocomplete="off"
            spellcheck={false}
            placeholder={placeholder}
            value={form[name]}
            onInput={({ currentTarget }) => model.editExpectations({ [name]: currentTarget.value })}
          />
        </div>
      ))}
      <p class="remark">{t('Several with commas between them.')}</p>
    </details>
  );
}
