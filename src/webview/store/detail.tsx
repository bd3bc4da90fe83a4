import type { JSX } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { DECODED_NOT_VERIFIED, isJsonObject, readJson } from '../../jwt';
import type { StoreCard } from '../../model/store-protocol';
import { Icon } from '../view/icons';
import { useModel } from './context';
import { decodeValue, type Unwrapped } from './decoded';
import type { Opened } from './model';
import { moment, size, timeLeft } from './words';

/** One row in full: its data laid out, with what is wrapped in it taken apart. */
export function Detail({ opened, card }: { opened: Opened; card: StoreCard }): JSX.Element {
  const model = useModel();
  const { row, value } = opened;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), [row.id, row.store]);
  const close = (): void => {
    model.close();
    document.querySelector<HTMLElement>('.rows')?.focus();
  };
  const left = timeLeft(row, model.now.value);
  return (
    <aside
      class="row-detail"
      aria-label="Session"
      data-testid="detail"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !model.editing.value) close();
      }}
    >
      <div class="detail-head">
        <h2 tabIndex={-1} ref={heading}>
          {row.user === null ? 'Session' : `Session of ${row.user}`}
        </h2>
        <button type="button" class="tool" aria-label="Close" title="Close (Escape)" onClick={close}>
          <Icon name="close" />
        </button>
      </div>
      <dl>
        <dt>{card.facts.kind === 'redis' && !card.demo ? 'Key' : 'Id'}</dt>
        <dd class="mono">{row.id}</dd>
        {row.store !== undefined && (
          <>
            <dt>Store</dt>
            <dd>{row.store}</dd>
          </>
        )}
        <dt>Ends</dt>
        <dd>{row.end === null ? 'never' : `${moment(row.end)}, ${left === 'over' ? 'over' : `${left} left`}`}</dd>
        <dt>Size</dt>
        <dd>{size(row.bytes)}</dd>
      </dl>
      {value === undefined && <p class="nothing">Reading…</p>}
      {value === null && (
        <p class="nothing" data-testid="gone">
          This session is gone.
        </p>
      )}
      {value &&
        (model.editing.value ? (
          <EditForm opened={opened} text={value.text} />
        ) : (
          <Value text={value.text} whole={value.whole} opened={opened} />
        ))}
    </aside>
  );
}

function Value({ text, whole, opened: { row } }: { text: string; whole: boolean; opened: Opened }): JSX.Element {
  const model = useModel();
  const decoded = useMemo(() => decodeValue(text), [text]);
  const mayEdit = model.mayChange.value && whole;
  return (
    <>
      <div class="detail-acts" role="group" aria-label="Do something with this session">
        <button type="button" class="button secondary" onClick={() => model.copy(text, 'Data')}>
          Copy Data
        </button>
        <button type="button" class="button secondary" onClick={() => model.copy(row.id, 'Id')}>
          Copy Id
        </button>
        {mayEdit && (
          <button type="button" class="button secondary" data-testid="edit" onClick={() => model.startEditing()}>
            Edit…
          </button>
        )}
      </div>
      {!decoded.isObject && <p class="form-error">This is no JSON object: a server that reads it will fail.</p>}
      {!whole && <p class="form-error">It is longer than a million characters, and cut off here.</p>}
      <pre class="mono value" data-testid="value" tabIndex={0} aria-label="Data">
        {decoded.text}
      </pre>
      {decoded.unwrapped.map((each, index) => (
        <UnwrappedView key={index} each={each} />
      ))}
    </>
  );
}

function UnwrappedView({ each }: { each: Unwrapped }): JSX.Element {
  const model = useModel();
  const where = each.path === '' ? 'the data' : each.path;
  if (each.type === 'signed') {
    return (
      <section class="unwrapped" data-testid="signed">
        <h3>{`Signed cookie in ${where}`}</h3>
        <dl>
          <dt>Value</dt>
          <dd class="mono">{each.value}</dd>
          <dt>Signature</dt>
          <dd class="mono">{each.signature}</dd>
        </dl>
        <p class="advice">An HMAC-SHA256 of the value, as cookie-signature makes it. {DECODED_NOT_VERIFIED}.</p>
      </section>
    );
  }
  return (
    <section class="unwrapped" data-testid="token">
      <h3>{`Token in ${where}`}</h3>
      <p class="advice">{DECODED_NOT_VERIFIED}.</p>
      <pre class="mono value" tabIndex={0} aria-label={`Token in ${where}`}>
        {each.says}
      </pre>
      <button type="button" class="button secondary" onClick={() => model.openToken(each.token)}>
        Open Token
      </button>
    </section>
  );
}

function EditForm({ opened: { row }, text }: { opened: Opened; text: string }): JSX.Element {
  const model = useModel();
  const [before] = useState(text);
  const [draft, setDraft] = useState(() => decodeValue(text).text);
  const wrong = whatIsWrong(draft);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  // What has the keyboard goes away with the form, written or not.
  useEffect(() => () => document.querySelector<HTMLElement>('.row-detail h2')?.focus(), []);
  const leave = (): void => model.leaveForm();
  return (
    <form
      class="edit-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (wrong === null) model.edit(row, JSON.parse(draft) as Record<string, unknown>, before);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          // The next one closes the session.
          event.stopPropagation();
          leave();
        }
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
      }}
    >
      <label for="draft">Data, as a JSON object</label>
      <textarea
        id="draft"
        class="mono"
        ref={field}
        spellcheck={false}
        value={draft}
        aria-invalid={wrong !== null}
        aria-describedby="draft-wrong"
        onInput={({ currentTarget: { value } }) => setDraft(value)}
      />
      <p id="draft-wrong" class="form-error" data-testid="wrong">
        {wrong ?? ''}
      </p>
      {model.notWritten.value !== null && (
        <p class="form-error" role="alert" data-testid="not-written">
          {model.notWritten.value}
        </p>
      )}
      <div class="detail-acts">
        <button
          type="submit"
          class="button"
          data-testid="save"
          aria-disabled={wrong !== null}
          title="Save (Ctrl+Enter)"
        >
          Save
        </button>
        <button type="button" class="button secondary" onClick={leave}>
          Cancel
        </button>
      </div>
    </form>
  );
}

/** @returns a sentence with the place, or null when it is a JSON object */
function whatIsWrong(draft: string): string | null {
  const read = readJson(draft);
  if (!read.ok) {
    const line = draft.slice(0, read.problem.offset).split('\n').length;
    return `Line ${line}: ${read.problem.message}`;
  }
  return isJsonObject(read.value) ? null : 'A session is a JSON object: { … }.';
}
