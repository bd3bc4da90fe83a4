import type { JSX } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { DECODED_NOT_VERIFIED, isJsonObject, readJson } from '../../jwt';
import type { StoreCard } from '../../model/store-protocol';
import { Icon } from '../view/icons';
import { useModel } from './context';
import { decodeValue, type Unwrapped } from './decoded';
import type { Opened } from './model';
import { isOver, moment, size, timeLeft } from './words';
import { t, told } from '../host/words';

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
      aria-label={t('Session')}
      data-testid="detail"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !model.editing.value) close();
      }}
    >
      <div class="detail-head">
        <h2 tabIndex={-1} ref={heading}>
          {row.user === null ? t('Session') : t('Session of {0}', row.user)}
        </h2>
        <button type="button" class="tool" aria-label={t('Close')} title={t('Close (Escape)')} onClick={close}>
          <Icon name="close" />
        </button>
      </div>
      <dl>
        <dt>{card.facts.kind === 'redis' && !card.demo ? t('Key') : t('Id')}</dt>
        <dd class="mono">{row.id}</dd>
        {row.store !== undefined && (
          <>
            <dt>{t('Store')}</dt>
            <dd>{row.store}</dd>
          </>
        )}
        <dt>{t('Ends')}</dt>
        <dd>
          {row.end === null
            ? t('never')
            : isOver(row, model.now.value)
              ? t('{0}, over', moment(row.end))
              : t('{0}, {1} left', moment(row.end), left)}
        </dd>
        <dt>{t('Size')}</dt>
        <dd>{size(row.bytes)}</dd>
      </dl>
      {value === undefined && <p class="nothing">{t('Reading…')}</p>}
      {value === null && (
        <p class="nothing" data-testid="gone">
          {t('This session is gone.')}
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
      <div class="detail-acts" role="group" aria-label={t('Do something with this session')}>
        <button type="button" class="button secondary" onClick={() => model.copy(text, t('Data'))}>
          {t('Copy Data')}
        </button>
        <button type="button" class="button secondary" onClick={() => model.copy(row.id, t('Id'))}>
          {t('Copy Id')}
        </button>
        {mayEdit && (
          <button type="button" class="button secondary" data-testid="edit" onClick={() => model.startEditing()}>
            {t('Edit…')}
          </button>
        )}
      </div>
      {!decoded.isObject && <p class="form-error">{t('This is no JSON object: a server that reads it will fail.')}</p>}
      {!whole && <p class="form-error">{t('It is longer than a million characters, and cut off here.')}</p>}
      <pre class="mono value" data-testid="value" tabIndex={0} aria-label={t('Data')}>
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
  const where = each.path === '' ? t('the data') : each.path;
  if (each.type === 'signed') {
    return (
      <section class="unwrapped" data-testid="signed">
        <h3>{t('Signed cookie in {0}', where)}</h3>
        <dl>
          <dt>{t('Value')}</dt>
          <dd class="mono">{each.value}</dd>
          <dt>{t('Signature')}</dt>
          <dd class="mono">{each.signature}</dd>
        </dl>
        <p class="advice">
          {t('An HMAC-SHA256 of the value, as cookie-signature makes it. {0}.', told(DECODED_NOT_VERIFIED))}
        </p>
      </section>
    );
  }
  return (
    <section class="unwrapped" data-testid="token">
      <h3>{t('Token in {0}', where)}</h3>
      <p class="advice">{t('{0}.', told(DECODED_NOT_VERIFIED))}</p>
      <pre class="mono value" tabIndex={0} aria-label={t('Token in {0}', where)}>
        {each.says}
      </pre>
      <button type="button" class="button secondary" onClick={() => model.openToken(each.token)}>
        {t('Open Token')}
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
      <label for="draft">{t('Data, as a JSON object')}</label>
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
          {told(model.notWritten.value)}
        </p>
      )}
      <div class="detail-acts">
        <button
          type="submit"
          class="button"
          data-testid="save"
          aria-disabled={wrong !== null}
          title={t('Save (Ctrl+Enter)')}
        >
          {t('Save')}
        </button>
        <button type="button" class="button secondary" onClick={leave}>
          {t('Cancel')}
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
    return t('Line {0}: {1}', line, told(read.problem.message));
  }
  return isJsonObject(read.value) ? null : t('A session is a JSON object: { … }.');
}
