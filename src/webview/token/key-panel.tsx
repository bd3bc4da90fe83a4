import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { KEY_READINGS, type KeyReading } from '../../model/token-protocol';
import { CheckList } from './check-list';
import { useModel } from './context';
import { ExpectationFields } from './expectation-fields';

const READINGS: Readonly<Record<KeyReading, string>> = {
  auto: 'Guess',
  text: 'Text, as it is',
  base64: 'Base64',
  base64url: 'Base64url',
  hex: 'Hexadecimal',
  pkcs1: 'PEM, PKCS #1',
  pkcs8: 'PEM, PKCS #8',
  sec1: 'PEM, SEC 1',
  spki: 'PEM, public key',
  x509: 'Certificate',
  jwk: 'JWK',
  jwks: 'JWK set',
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
      <h2 id="key-title">{encrypted ? 'Decrypt' : 'Verify'}</h2>
      <form onSubmit={submit} autocomplete="off">
        <KeyFields />
        {!encrypted && <ExpectationFields />}
        <p class="form-acts">
          <button type="submit" class="button" data-testid="verify">
            {encrypted ? 'Decrypt' : 'Verify'}
          </button>
          <span class="remark">Keys stay in memory, on this machine.</span>
        </p>
      </form>
      {model.notice.value !== '' && (
        <p class="problem" role="alert">
          {model.notice.value}
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
        <label for="key-source">Key</label>
        <select
          id="key-source"
          data-testid="key-source"
          value={form.source}
          onChange={({ currentTarget }) => model.editKey({ source: currentTarget.value })}
        >
          <option value="typed">Type or paste it here</option>
          {model.keys.value.map(({ id, name, kept }) => (
            <option key={id} value={id}>
              {name} ({kept ? 'kept' : 'in memory'})
            </option>
          ))}
        </select>
      </div>
      {held && (
        <p class="remark">
          {held.description}, fingerprint {held.fingerprint}
        </p>
      )}
      {typed && (
        <>
          <div class="field">
            <label for="key-text" class="sr-only">
              The key’s text
            </label>
            <textarea
              id="key-text"
              data-testid="key-text"
              class={visible.value ? 'mono' : 'mono veiled'}
              rows={4}
              spellcheck={false}
              autocomplete="off"
              placeholder="A secret, a PEM, a certificate, a JWK or a JWK set"
              value={form.text}
              onInput={({ currentTarget }) => model.editKey({ text: currentTarget.value })}
            />
          </div>
          <div class="field-row">
            <label>
              Written as{' '}
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
              Show it
            </label>
          </div>
          {/ENCRYPTED/.test(form.text) && (
            <div class="field">
              <label for="key-passphrase">Passphrase</label>
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
        From a File…
      </button>
      <button type="button" class="link" onClick={() => model.ask({ type: 'generateKey' })}>
        Generate…
      </button>
      {canKeep && (
        <button type="button" class="link" data-testid="key-keep" onClick={() => model.keep()}>
          Keep…
        </button>
      )}
      <button type="button" class="link" onClick={() => model.ask({ type: 'manageKeys' })}>
        Manage…
      </button>
      <details>
        <summary>From an address</summary>
        <div class="field-row">
          <input
            type="url"
            aria-label="Address of a JWK set"
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
            Fetch…
          </button>
        </div>
        <p class="remark">You are asked first. One GET request, which carries neither token nor key.</p>
      </details>
    </div>
  );
}

function Outcome(): JSX.Element {
  const { verified, problem } = useModel();
  const { key, verdict, checks } = verified.value ?? {};
  return (
    <>
      {problem.value && (
        <div class="problem" role="alert" data-testid="key-problem">
          <p dir="auto">{problem.value.message}</p>
          {problem.value.found !== undefined && (
            <p>
              Found: {problem.value.found}
              {problem.value.needed !== undefined && `. Needed: ${problem.value.needed}`}
            </p>
          )}
        </div>
      )}
      {key && (
        <div class="key-used" data-testid="key-used">
          <p>
            <strong>{key.description}</strong> <span class="source">{key.fingerprint}</span>
          </p>
          {key.how !== '' && <p>{key.how}</p>}
          {key.notes.map((note) => (
            <p key={note} class="remark">
              {note}
            </p>
          ))}
          {key.alternatives.length > 0 && (
            <p class="remark">It could also be meant as {key.alternatives.map((each) => READINGS[each]).join(', ')}.</p>
          )}
        </div>
      )}
      {verdict && checks && <CheckList verdict={verdict} checks={checks} />}
    </>
  );
}
