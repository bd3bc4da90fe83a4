import type { JSX } from 'preact';
import { fromSelection, readJson, isJsonObject, whyUnreadable, type AnyInspection, type BytesPart } from '../../jwt';
import { plainText, size } from '../../projections/tokens/plain-text';
import { useModel } from './context';
import { Members } from './members';
import { PartView, Text } from './part-view';
import { t, told } from '../host/words';

type Encrypted = Extract<AnyInspection, { kind: 'jwe' | 'jwe-json' }>;

/** An encrypted token: what can be read, why the rest can't, and the rest once a key has opened it. */
export function EncryptedView({ seen }: { seen: Encrypted }): JSX.Element {
  const header = seen.kind === 'jwe' ? seen.header : seen.protected;
  const [recipient] = seen.kind === 'jwe' ? [] : seen.recipients;
  const parts: readonly (readonly [string, BytesPart | undefined])[] = [
    [t('Encrypted key'), seen.kind === 'jwe' ? seen.encryptedKey : recipient?.encryptedKey],
    [t('Initialization vector'), seen.initializationVector],
    [t('Ciphertext'), seen.ciphertext],
    [t('Authentication tag'), seen.authenticationTag],
  ];
  return (
    <>
      {header && <PartView name="Header" part={header} where="header" />}
      {seen.kind === 'jwe-json' && seen.unprotected && (
        <section class="part" data-part="header" aria-labelledby="shared-title">
          <h2 id="shared-title">{t('Shared unprotected header')}</h2>
          <Members object={seen.unprotected} where="header" label={t('Shared unprotected header')} />
        </section>
      )}
      <section class="part" data-part="claims" aria-labelledby="sealed-title" data-testid="sealed">
        <h2 id="sealed-title">{t('Sealed')}</h2>
        <p dir="auto">{plainText(told(whyUnreadable(recipient?.header ?? header?.object)))}</p>
        <table class="sizes">
          <tbody>
            {parts.map(([name, part]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{part ? told(size(part.bytes.length)) : t('missing')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <Opened />
    </>
  );
}

function Opened(): JSX.Element | null {
  const model = useModel();
  const opened = model.decrypted.value;
  if (!opened) return null;
  const { text } = opened;
  const inside = text === undefined ? undefined : fromSelection(text);
  const claims = text === undefined ? undefined : readJson(text);
  return (
    <section class="part" data-part="claims" aria-labelledby="opened-title" data-testid="opened">
      <h2 id="opened-title">
        {t('Decrypted')} <span class="size">{told(size(opened.bytes))}</span>
      </h2>
      {inside?.recognized === true && inside.text === text?.trim() && (
        <button type="button" class="button" onClick={() => model.enter(inside.text, t('Decrypted'))}>
          {t('Look Inside')}
        </button>
      )}
      {text === undefined ? (
        <p>{t('The content is no text.')}</p>
      ) : claims?.ok && isJsonObject(claims.value) ? (
        <Members object={claims.value} where="claims" label={t('Decrypted claims')} />
      ) : (
        <Text text={text} label={t('Decrypted content')} />
      )}
    </section>
  );
}
