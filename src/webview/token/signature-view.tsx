import type { JSX } from 'preact';
import { findAlgorithm, type JwsInspection } from '../../jwt';
import { plainText, size } from '../../projections/tokens/plain-text';
import { useModel } from './context';
import { Text } from './part-view';
import { t, told } from '../host/words';

/** The signature, which nobody can read, and the token inside where there is one. */
export function SignatureView({ seen }: { seen: JwsInspection }): JSX.Element {
  const model = useModel();
  const { signature, header, nested } = seen;
  const alg = header.object?.['alg'];
  const known = typeof alg === 'string' ? findAlgorithm(alg) : undefined;
  const { length } = signature.bytes;
  const fits = known?.signatureBytes.includes(length) !== false;
  return (
    <>
      {nested && (
        <section class="part" aria-labelledby="nested-title">
          <h2 id="nested-title">{t('A token inside')}</h2>
          <p>{t('The payload is a token itself (RFC 7519 §2).')}</p>
          <button
            type="button"
            class="button"
            data-testid="enter"
            onClick={() => model.enter(nested.token, t('Inside'))}
          >
            {t('Look Inside')}
          </button>
        </section>
      )}
      <section class="part" data-part="signature" aria-labelledby="signature-title" data-testid="part-signature">
        <h2 id="signature-title">
          {t('Signature')} <span class="size">{told(size(length))}</span>
        </h2>
        {signature.raw === '' ? (
          <p>{t('There is none: whoever accepts this token accepts anything.')}</p>
        ) : (
          <>
            <p>
              {t('Made over header and payload exactly as written. Only the key tells whether it is genuine.')}
              {known && <span class="source">{known.source}</span>}
            </p>
            {!fits && (
              <p class="remark">
                {t(
                  '{0} makes signatures of {1} bytes.',
                  typeof alg === 'string' ? plainText(alg) : t('The algorithm'),
                  known?.signatureBytes.map(String).reduce((before, next) => t('{0} or {1}', before, next)) ?? '',
                )}
              </p>
            )}
            <Text text={signature.raw} label={t('Signature as written')} />
          </>
        )}
      </section>
    </>
  );
}
