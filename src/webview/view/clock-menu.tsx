import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { CLOCK_PRESETS, readSpan } from '../../model/span';
import { clockWords } from './clock-words';
import { useDesk } from './context';
import { Popover } from './popover';
import { t, told } from '../host/words';

/** The clock of the run, and how far it can be moved ahead. */
export function ClockMenu(): JSX.Element {
  const { panel } = useDesk();
  const past = panel.inThePast.value;
  const newest = panel.trace.value.at(-1)?.at ?? 0;
  // States are told at stops, events between them.
  const at = past ? newest : Math.max(newest, panel.state.value?.clock ?? 0);
  return (
    <Popover
      id="clock"
      icon="clock"
      label={t('Clock of the run')}
      words={at === 0 ? '--:--:--' : clockWords(at)}
      keys="C"
      disabled={!panel.live}
    >
      {(close) => <ClockForm close={close} />}
    </Popover>
  );
}

function ClockForm({ close }: { close: () => void }): JSX.Element {
  const { steering } = useDesk();
  const [error, setError] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const advance = (ms: number): void => {
    steering.intervene({ type: 'advanceClock', ms });
    close();
  };
  return (
    <>
      <h2 class="popover-title">{t('Advance the clock')}</h2>
      <p class="popover-words">{t('Every server, store and browser of the run sees it.')}</p>
      <ul class="presets">
        {CLOCK_PRESETS.map(({ title, about, ms }) => (
          <li key={ms}>
            <button type="button" data-testid={`advance-${String(ms / 60_000)}`} onClick={() => advance(ms)}>
              <span class="preset-title">{t(title)}</span>
              <span class="preset-words">{t(about)}</span>
            </button>
          </li>
        ))}
      </ul>
      <form
        class="span-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const read = readSpan(input.current?.value ?? '');
          if ('ms' in read) {
            advance(read.ms);
            return;
          }
          setError(read.error);
          input.current?.focus();
        }}
      >
        <input
          ref={input}
          type="text"
          aria-label={t('Another span')}
          placeholder={t('Another span: 1h 30m')}
          data-testid="span"
          aria-invalid={error !== null}
          aria-describedby={error === null ? undefined : 'span-error'}
          onInput={() => setError(null)}
        />
        <button type="submit" class="button" data-testid="advance">
          {t('Advance')}
        </button>
      </form>
      {error !== null && (
        <p class="form-error" id="span-error" role="alert">
          {told(error)}
        </p>
      )}
    </>
  );
}
