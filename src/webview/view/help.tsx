import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { KEYS } from './keys';
import { Icon } from './icons';
import { Signs } from './legend';
import { t } from '../host/words';

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
        <h2 id="help-title">{t('Keys and signs')}</h2>
        <button type="button" class="tool" aria-label={t('Close')} onClick={() => dialog.current?.close()}>
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
        <Signs />
      </div>
    </dialog>
  );
}
