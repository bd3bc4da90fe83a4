import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { KEY_READINGS, type KeyProblem, type KeyReading } from '../../model/token-protocol';
import { CheckList } from './check-list';
import { useModel } from './context';
import { ExpectationFields } from './expectation-fields';
import { t, told } from '../host/words';

const READINGS: Readonly<Record<KeyReading, string>> = {
  auto: t('Guess'),
  text: t('Text, as it is'),
  base64: 'Base64',
  base64url: 'Base64url',
  hex: t('Hexadecimal'),
  pkcs1: 'PEM, PKCS #1',
  pkcs8: 'PEM, PKCS #8',
  sec1: 'PEM, SEC 1',
  spki: t('PEM, public key'),
  x509: t('Certificate'),
  jwk: 'JWK',
  jwks: t('JWK set'),
};

/** The key, what the verifier insists on, and what comes of it. */
export function KeyPanel(): JSX.Element | null {
  const model = useModel();
  const { kind } = model.seen.value;
  const encrypted = kind === 'jwe' || kind === 'jwe-json';
  const submit = (event: Event): void => {
    event.preventDefault();
    if (encrypted) model.decrypt();
    else model.verify();
  };
  return (
    <section class="key-panel" aria-labelledby="key-title">
      <h2 id="key-title">{encrypted ? t('Decrypt') : t('Verify')}</h2>
      <form onSubmit={submit} autocomplete="off">
        <KeyFields />
        {!encrypted && <ExpectationFields />}
        <p class="form-acts">
          <button type="submit" class="button" data-testid="verify">
            {encrypted ? t('Decrypt') : t('Verify')}
          </button>
          <span class="remark">{t('Keys stay in memory, on this machine.')}</span>
        </p>
      </form>
      {model.notice.value !== '' && (
        <p class="problem" role="alert">
          {told(model.notice.value)}
        </p>
      )}
      <Outcome />
    </section>
  );
}

function KeyFields(): JSX.Element {
  const model = useModel();
  const form = model.keyForm.value;
  const typed = form.source === 'typed';
  const visible = useSignal(false);
  const held = model.keys.value.find(({ id }) => id === form.source);
  return (
    <>
      <div class="field">
        <label for="key-source">{t('Key')}</label>
        <select
          id="key-source"
          data-testid="key-source"
          value={form.source}
          onChange={({ currentTarget }) => model.editKey({ source: currentTarget.value })}
        >
          <option value="typed">{t('Type or paste it here')}</option>
          {model.keys.value.map(({ id, name, kept }) => (
            <option key={id} value={id}>
              {name} ({kept ? t('kept') : t('in memory')})
            </option>
          ))}
        </select>
      </div>
      {held && <p class="remark">{t('{0}, fingerprint {1}', told(held.description), held.fingerprint)}</p>}
      {typed && (
        <>
          <div class="field">
            <label for="key-text" class="sr-only">
              {t('The key’s text')}
            </label>
            <textarea
              id="key-text"
              data-testid="key-text"
              class={visible.value ? 'mono' : 'mono veiled'}
              rows={4}
              spellcheck={false}
              autocomplete="off"
              placeholder={t('A secret, a PEM, a certificate, a JWK or a JWK set')}
              value={form.text}
              onInput={({ currentTarget }) => model.editKey({ text: currentTarget.value })}
            />
          </div>
          <div class="field-row">
            <label>
              {t('Written as')}{' '}
              <select
                value={form.as}
                data-testid="key-as"
                onChange={({ currentTarget }) => model.editKey({ as: currentTarget.value as KeyReading })}
              >
                {KEY_READINGS.map((each) => (
                  <option key={each} value={each}>
                    {READINGS[each]}
                  </option>
                ))}
              </select>
            </label>
            <label>
              <input
                type="checkbox"
                checked={visible.value}
                onChange={({ currentTarget }) => {
                  visible.value = currentTarget.checked;
                }}
              />{' '}
              {t('Show it')}
            </label>
          </div>
          {/ENCRYPTED/.test(form.text) && (
            <div class="field">
              <label for="key-passphrase">{t('Passphrase')}</label>
              <input
                id="key-passphrase"
                type="password"
                autocomplete="off"
                value={form.passphrase}
                onInput={({ currentTarget }) => model.editKey({ passphrase: currentTarget.value })}
              />
            </div>
          )}
        </>
      )}
      <KeySources />
    </>
  );
}

/** Where a key may come from besides the keyboard. */
function KeySources(): JSX.Element {
  const model = useModel();
  const url = useSignal('');
  const form = model.keyForm.value;
  const held = model.keys.value.find(({ id }) => id === form.source);
  const canKeep = held ? !held.kept : form.source === 'typed' && form.text !== '';
  return (
    <div class="key-sources">
      <button type="button" class="link" data-testid="key-file" onClick={() => model.ask({ type: 'chooseKeyFile' })}>
        {t('From a File…')}
      </button>
      <button type="button" class="link" onClick={() => model.ask({ type: 'generateKey' })}>
        {t('Generate…')}
      </button>
      {canKeep && (
        <button type="button" class="link" data-testid="key-keep" onClick={() => model.keep()}>
          {t('Keep…')}
        </button>
      )}
      <button type="button" class="link" onClick={() => model.ask({ type: 'manageKeys' })}>
        {t('Manage…')}
      </button>
      <details>
        <summary>{t('From an address')}</summary>
        <div class="field-row">
          <input
            type="url"
            aria-label={t('Address of a JWK set')}
            placeholder="https://issuer.example/jwks.json"
            value={url.value}
            onInput={({ currentTarget }) => {
              url.value = currentTarget.value;
            }}
          />
          <button
            type="button"
            class="button secondary"
            data-testid="key-fetch"
            onClick={() => model.ask({ type: 'fetchKeys', url: url.value })}
          >
            {t('Fetch…')}
          </button>
        </div>
        <p class="remark">{t('You are asked first. One GET request, which carries neither token nor key.')}</p>
      </details>
    </div>
  );
}

/** Whether the sentence names what was found and what is needed already. */
function isSaid({ message, found = '', needed = '' }: KeyProblem): boolean {
  return message.includes(found) && message.includes(needed);
}

function Outcome(): JSX.Element {
  const { verified, problem } = useModel();
  const { key, verdict, checks } = verified.value ?? {};
  return (
    <>
      {problem.value && (
        <div class="problem" role="alert" data-testid="key-problem">
          <p dir="auto">{told(problem.value.message)}</p>
          {problem.value.found !== undefined && !isSaid(problem.value) && (
            <p>
              {problem.value.needed === undefined
                ? t('Found: {0}', told(problem.value.found))
                : t('Found: {0}. Needed: {1}', told(problem.value.found), told(problem.value.needed))}
            </p>
          )}
        </div>
      )}
      {key && (
        <div class="key-used" data-testid="key-used">
          <p>
            <strong>{told(key.description)}</strong> <span class="source">{key.fingerprint}</span>
          </p>
          {key.how !== '' && <p>{told(key.how)}</p>}
          {key.notes.map((note) => (
            <p key={note} class="remark">
              {told(note)}
            </p>
          ))}
          {key.alternatives.length > 0 && (
            <p class="remark">
              {t('It could also be meant as {0}.', key.alternatives.map((each) => READINGS[each]).join(', '))}
            </p>
          )}
        </div>
      )}
      {verdict && checks && <CheckList verdict={verdict} checks={checks} />}
    </>
  );
}
