import type { ComponentChildren, JSX } from 'preact';
import { useDesk } from './context';
import { Icon, TONE_WORDS, ToneMark } from './icons';
import { Popover } from './popover';
import { t } from '../host/words';

/** How the diagram is shown: what is folded, how wide it is, and what its signs mean. */
export function ViewMenu(): JSX.Element {
  const { panel, steering } = useDesk();
  const { folding } = panel;
  return (
    <Popover id="legend" icon="legend" label={t('View and legend')} words="none" keys="L" short>
      {() => (
        <>
          <h2 class="popover-title">{t('What is shown')}</h2>
          <div class="view-choices">
            <label>
              <input
                type="checkbox"
                data-testid="repeats"
                checked={folding.repeats.value}
                onChange={() => folding.toggleRepeats()}
              />
              {t('Fold repeated steps')} <kbd>U</kbd>
            </label>
            <span class="view-actions">
              <button type="button" class="small-action" data-testid="fold-all" onClick={() => folding.foldAll()}>
                {t('Fold all exchanges')}
              </button>
              <button type="button" class="small-action" data-testid="unfold-all" onClick={() => folding.unfoldAll()}>
                {t('Unfold all')}
              </button>
              <button type="button" class="small-action" data-testid="fit" onClick={() => steering.fit()}>
                {t('Fit the width')}
              </button>
            </span>
          </div>
          <h2 class="popover-title">{t('What the signs mean')}</h2>
          <Signs />
        </>
      )}
    </Popover>
  );
}

/** Each sign has a shape of its own, so that none is told by color alone. */
export function Signs(): JSX.Element {
  return (
    <ul class="signs">
      <Sign words={t('a request, or a question to the store')}>
        <Line />
      </Sign>
      <Sign words={t('a response, or the store’s answer')}>
        <Line dashed />
      </Sign>
      <Sign words={t('lost: it never arrived')}>
        <Line lost />
      </Sign>
      <Sign words={t('a credential changes hands')}>
        <path d="M2 8h40" class="arrow" data-shape="copy" marker-end="url(#auth-lab-arrowhead)" />
      </Sign>
      {(['good', 'warn', 'bad'] as const).map((tone) => (
        <li key={tone}>
          <span class="sign-mark">
            <ToneMark tone={tone} />
          </span>
          {TONE_WORDS[tone]}
        </li>
      ))}
      <Sign words={t('at work: between a request and its response')}>
        <path d="M24 0v16" class="lifeline" />
        <rect x="20" y="2" width="9" height="12" class="bar" />
      </Sign>
      <Sign words={t('no process: it was killed, or has not started')}>
        <path d="M24 0v16" class="lifeline-gone" />
      </Sign>
      <Sign words={t('something happened to an actor')}>
        <rect x="6" y="2" width="36" height="12" class="note" />
      </Sign>
      <Sign words={t('folded steps: press to see them')}>
        <rect x="6" y="2" width="36" height="12" class="note" data-fold="" />
      </Sign>
      <li>
        <span class="sign-mark" data-breakpoint="">
          <Icon name="breakpoint" size={14} />
        </span>
        {t('a breakpoint: the run holds there')}
      </li>
      <li>
        <span class="sign-mark">
          <span class="sign-linked" aria-hidden="true" />
        </span>
        {t('carries the cookie, token or row that is picked')}
      </li>
    </ul>
  );
}

function Sign({ words, children }: { words: string; children: ComponentChildren }): JSX.Element {
  return (
    <li>
      <svg class="drawing" width="48" height="16" aria-hidden="true">
        {children}
      </svg>
      {words}
    </li>
  );
}

function Line({ dashed = false, lost = false }: { dashed?: boolean; lost?: boolean }): JSX.Element {
  return (
    <path
      d="M2 8h40"
      class={dashed ? 'arrow dashed' : 'arrow'}
      marker-end={`url(#auth-lab-${lost ? 'cross' : 'arrowhead'})`}
    />
  );
}
