import type { JSX } from 'preact';
import { rootProblems, type AnyInspection } from '../../jwt';
import { plainText } from '../../projections/tokens/plain-text';
import { Icon } from '../view/icons';
import { useModel } from './context';
import { t, told } from '../host/words';

interface Trouble {
  readonly where: string;
  readonly message: string;
}

/** Whatever stops a strict reader, with its exact place; and which signature is looked at where there are several. */
export function Structure(): JSX.Element | null {
  const model = useModel();
  const seen = model.seen.value;
  const troubles = troublesOf(seen, model.signature.value);
  return (
    <>
      {seen.kind === 'jws-json' && (
        <p class="which">
          {seen.form === 'general'
            ? t('General JSON serialization (RFC 7515 §7.2).')
            : t('Flattened JSON serialization (RFC 7515 §7.2).')}
          {seen.signatures.length > 1 && (
            <label>
              {' '}
              {t('Look at')}{' '}
              <select
                value={String(model.signature.value)}
                onChange={({ currentTarget }) => model.chooseSignature(Number(currentTarget.value))}
              >
                {seen.signatures.map((_, index) => (
                  <option key={index} value={String(index)}>
                    {t('signature {0} of {1}', index + 1, seen.signatures.length)}
                  </option>
                ))}
              </select>
            </label>
          )}
        </p>
      )}
      {troubles.length > 0 && (
        <section class="troubles" aria-labelledby="troubles-title">
          <h2 id="troubles-title">
            <Icon name="bad" size={14} /> {t('A strict reader stops here')}
          </h2>
          <ol>
            {troubles.map(({ where, message }, index) => (
              <li key={index}>
                <strong>{where}</strong> <span dir="auto">{plainText(told(message))}</span>
              </li>
            ))}
          </ol>
        </section>
      )}
    </>
  );
}

const MOST = 20;

function troublesOf(seen: AnyInspection, signature: number): Trouble[] {
  if (seen.kind === 'jws-json' || seen.kind === 'jwe-json') {
    const own = seen.problems.map(({ pointer, message }) => ({
      where: pointer === '' ? t('The object:') : `${pointer}:`,
      message,
    }));
    const inner = seen.kind === 'jws-json' ? seen.signatures[signature]?.inspection : undefined;
    return [...own, ...(inner ? troublesOf(inner, 0) : [])].slice(0, MOST);
  }
  const parts = partsOf(seen);
  const within = parts.flatMap(({ name, ...part }) =>
    rootProblems(part).map(({ message, tokenOffset }) => ({
      where: t('{0}, character {1} of the token:', t(name), tokenOffset + 1),
      message,
    })),
  );
  const shape =
    seen.kind === 'malformed'
      ? [{ where: t('Character {0}:', seen.problem.offset + 1), message: seen.problem.message }]
      : [];
  return [...shape, ...within].slice(0, MOST);
}

/** The parts of a compact token with their names. A signed payload that is no JSON is no problem when it is a token. */
export function partsOf(seen: Exclude<AnyInspection, { kind: 'jws-json' | 'jwe-json' }>) {
  const header = { name: 'Header', ...seen.header };
  switch (seen.kind) {
    case 'jws':
      return [
        header,
        {
          name: 'Payload',
          ...seen.payload,
          problems: seen.nested
            ? seen.payload.problems.filter(({ layer }) => layer === 'base64url' || layer === 'utf-8')
            : seen.payload.problems,
        },
        { name: 'Signature', ...seen.signature },
      ];
    case 'jwe':
      return [
        header,
        { name: 'Encrypted key', ...seen.encryptedKey },
        { name: 'Initialization vector', ...seen.initializationVector },
        { name: 'Ciphertext', ...seen.ciphertext },
        { name: 'Authentication tag', ...seen.authenticationTag },
      ];
    case 'malformed':
      // Where there is nothing at all, nothing is wrong with its parts.
      if (seen.token === '') return [];
      return [header, ...(seen.payload ? [{ name: 'Payload', ...seen.payload }] : [])];
  }
}
