import type { JSX, RefObject } from 'preact';
import { DECODED_NOT_VERIFIED, describeTimes } from '../../jwt';
import { Icon } from '../view/icons';
import { useModel } from './context';
import { t, told } from '../host/words';

/** What is shown and what is known about it, with what can be done with it. */
export function TopBar({ heading }: { heading: RefObject<HTMLHeadingElement | null> }): JSX.Element {
  const model = useModel();
  const { token } = model;
  const act = (what: 'editAndSign' | 'attack' | 'sendToLab') => () =>
    model.ask({ type: 'act', what, token: token.value });
  const signed = model.compact.value?.kind === 'jws';
  return (
    <header class="token-top">
      <Trail />
      <div class="token-headline">
        <h1 tabIndex={-1} ref={heading}>
          {TITLES[model.seen.value.kind]}
        </h1>
        <Standing />
        <TimeState />
      </div>
      <div class="token-acts" role="group" aria-label={t('Do something with this token')}>
        <button type="button" class="button secondary" onClick={() => model.copy(token.value, t('Token'))}>
          {t('Copy Token')}
        </button>
        {signed && (
          <>
            <button type="button" class="button secondary" data-testid="edit" onClick={act('editAndSign')}>
              {t('Edit and Sign Again')}
            </button>
            <button type="button" class="button secondary" data-testid="attack" onClick={act('attack')}>
              {t('Attack…')}
            </button>
            <button type="button" class="button secondary" data-testid="send" onClick={act('sendToLab')}>
              {t('Send to the Lab')}
            </button>
          </>
        )}
      </div>
    </header>
  );
}

const TITLES = {
  jws: t('JSON Web Token'),
  jwe: t('Encrypted token'),
  malformed: t('Not quite a token'),
  'jws-json': t('Signed token in JSON'),
  'jwe-json': t('Encrypted token in JSON'),
} as const;

function Trail(): JSX.Element | null {
  const model = useModel();
  const steps = model.path.value;
  if (steps.length < 2) return null;
  return (
    <nav class="trail" aria-label={t('Tokens within tokens')}>
      <ol>
        {steps.map(({ title }, depth) => (
          <li key={depth}>
            {depth === steps.length - 1 ? (
              <span aria-current="page">{title}</span>
            ) : (
              <button type="button" class="link" onClick={() => model.back(depth)}>
                {title}
              </button>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** Whether the token was verified: a word and a mark, never a color alone. */
function Standing(): JSX.Element {
  const { verified, decrypted } = useModel();
  const verdict = verified.value?.verdict;
  const [icon, tone, words] =
    decrypted.value !== null
      ? (['good', 'good', t('Decrypted')] as const)
      : verdict === 'accepted'
        ? (['good', 'good', t('Verified')] as const)
        : verdict === 'rejected'
          ? (['bad', 'bad', t('Refused')] as const)
          : (['warn', 'warn', told(DECODED_NOT_VERIFIED)] as const);
  return (
    <p class="standing" data-tone={tone} data-testid="standing">
      <Icon name={icon} size={14} />
      {words}
    </p>
  );
}

function TimeState(): JSX.Element | null {
  const { compact, now } = useModel();
  const token = compact.value;
  const claims = token && token.kind !== 'jwe' ? token.payload?.object : undefined;
  if (!claims) return null;
  const { sentence, state } = describeTimes(claims, now.value);
  return (
    <p class="time-state" data-state={state} data-testid="time-state">
      <Icon name="clock" size={14} />
      {told(sentence)}
    </p>
  );
}
