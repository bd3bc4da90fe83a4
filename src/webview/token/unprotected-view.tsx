import type { JSX } from 'preact';
import { useModel } from './context';
import { Members } from './members';
import { t } from '../host/words';

/** Header parameters of a JSON serialization that no signature covers. */
export function UnprotectedView(): JSX.Element | null {
  const unprotected = useModel().jsonSignature.value?.unprotected;
  if (!unprotected) return null;
  return (
    <section class="part" data-part="header" aria-labelledby="unprotected-title">
      <h2 id="unprotected-title">{t('Unprotected header')}</h2>
      <p class="remark">{t('No signature covers these: anybody on the way could have changed them.')}</p>
      <Members object={unprotected} where="header" label={t('Unprotected header')} />
    </section>
  );
}
