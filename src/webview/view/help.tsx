import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { KEYS } from './keys';
import { Icon, TONE_WORDS, ToneMark } from './icons';

/** The keys, and the signs of the diagram. */
export function Help({ onClose }: { onClose: () => void }): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog
      ref={dialog}
      class="help"
      aria-labelledby="help-title"
      onClose={onClose}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <div class="help-head">
        <h2 id="help-title">Keys and signs</h2>
        <button type="button" class="tool" aria-label="Close" onClick={() => dialog.current?.close()}>
          <Icon name="close" />
        </button>
      </div>
      <div class="help-body">
        <dl class="keys">
          {KEYS.map(({ keys, does }) => (
            <div key={does}>
              <dt>
                {keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <ul class="signs">
          {(['good', 'warn', 'bad'] as const).map((tone) => (
            <li key={tone}>
              <ToneMark tone={tone} />
              {TONE_WORDS[tone]}
            </li>
          ))}
          <Sign words="a request, or a question to the store" path="M2 8h40" />
          <Sign words="a response, or the store’s answer" path="M2 8h40" dashed />
          <Sign words="lost: it never arrived" path="M2 8h40" lost />
        </ul>
      </div>
    </dialog>
  );
}

function Sign({
  words,
  path,
  dashed = false,
  lost = false,
}: {
  words: string;
  path: string;
  dashed?: boolean;
  lost?: boolean;
}): JSX.Element {
  return (
    <li>
      <svg class="drawing" width="48" height="16" aria-hidden="true">
        <path
          d={path}
          class={dashed ? 'arrow dashed' : 'arrow'}
          marker-end={`url(#auth-lab-${lost ? 'cross' : 'arrowhead'})`}
        />
      </svg>
      {words}
    </li>
  );
}
