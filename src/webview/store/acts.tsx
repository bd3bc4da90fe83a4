import type { JSX } from 'preact';
import type { StoreCard } from '../../model/store-protocol';
import { Icon } from '../view/icons';
import { useModel } from './context';
import { sessions } from './words';
import { t, told } from '../host/words';

/** What can be done with the chosen rows, or why it cannot. */
export function Acts({ card: { facts } }: { card: StoreCard }): JSX.Element {
  const model = useModel();
  const chosen = model.chosenRows.value;
  if (facts.changes === 'ask') {
    return (
      <div class="store-acts" data-testid="read-only">
        <Icon name="key" size={14} />
        <p>{t("These sessions are not Auth Lab's: they can be looked at, and nothing is changed.")}</p>
        <button type="button" class="button secondary" data-testid="allow" onClick={() => model.allow()}>
          {t('Allow Changes…')}
        </button>
      </div>
    );
  }
  if (facts.changes === 'never') {
    return (
      <div class="store-acts" data-testid="read-only">
        <p>{facts.why === null ? null : told(facts.why)}</p>
      </div>
    );
  }
  const none = chosen.length === 0;
  return (
    <div class="store-acts" role="group" aria-label={t('Do something with the chosen sessions')}>
      <p data-testid="chosen">{none ? t('Nothing chosen') : t('{0} chosen', sessions(chosen.length))}</p>
      {facts.expires && (
        <button
          type="button"
          class="button secondary"
          data-testid="expire"
          aria-disabled={none}
          onClick={() => model.act('expire', chosen)}
        >
          {t('Expire')}
        </button>
      )}
      <button
        type="button"
        class="button secondary"
        data-testid="destroy"
        aria-disabled={none}
        onClick={() => model.act('destroy', chosen)}
      >
        {t('Destroy…')}
      </button>
      <button
        type="button"
        class="button secondary"
        data-testid="destroy-all"
        aria-disabled={model.rows.value.length === 0}
        onClick={() => {
          if (model.rows.value.length > 0) model.destroyAll();
        }}
      >
        {t('Destroy All…')}
      </button>
    </div>
  );
}
