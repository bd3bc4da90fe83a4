import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useModel } from './context';
import { EncryptedView } from './encrypted-view';
import { FindingsList } from './findings-list';
import { KeyPanel } from './key-panel';
import { OriginBanner } from './origin-banner';
import { PartView } from './part-view';
import { SignatureView } from './signature-view';
import { Structure } from './structure';
import { TokenText } from './token-text';
import { TopBar } from './top-bar';
import { UnprotectedView } from './unprotected-view';
import { t } from '../host/words';

/** The token view: what the token says to the left, whether to believe it to the right. */
export function App(): JSX.Element {
  const model = useModel();
  const { token, path } = model;
  const heading = useRef<HTMLHeadingElement>(null);
  const steps = path.value;
  // Whoever opened another token is taken to its beginning.
  useEffect(() => {
    if (steps.length > 0) heading.current?.focus({ preventScroll: true });
  }, [steps]);
  if (steps.length === 0) return <p class="nothing waiting">{t('No token is shown. Decode one from an editor.')}</p>;
  return (
    <>
      <TopBar heading={heading} />
      <p class="sr-only" role="status" data-testid="said">
        {model.said.value}
      </p>
      <div class="desk" key={`${steps.length} ${token.value.length}`}>
        <main class="reading" aria-label={t('What the token says')}>
          <OriginBanner />
          <Structure />
          <TokenText />
          <Contents />
        </main>
        <aside class="judging" aria-label={t('Whether to believe it')}>
          <KeyPanel />
          <FindingsList />
        </aside>
      </div>
    </>
  );
}

function Contents(): JSX.Element | null {
  const { seen, compact } = useModel();
  const any = seen.value;
  if (any.kind === 'jwe' || any.kind === 'jwe-json') return <EncryptedView seen={any} />;
  const token = compact.value;
  if (!token || token.kind === 'jwe') return null;
  return (
    <>
      <PartView name="Header" part={token.header} where="header" />
      <UnprotectedView />
      {token.payload && <PartView name="Payload" part={token.payload} where="claims" />}
      {token.kind === 'jws' && <SignatureView seen={token} />}
    </>
  );
}
