import type { ComponentChildren, JSX } from 'preact';
import { Icon, TONE_WORDS, ToneMark } from './icons';
import { Popover } from './popover';

/** What the signs of the diagram mean: each has a shape of its own, so that none is told by color alone. */
export function Legend(): JSX.Element {
  return (
    <Popover id="legend" icon="legend" label="Legend" words="Legend" keys="L" short>
      {(close) => (
        <>
          <h2 class="popover-title">Signs of the diagram</h2>
          <Signs />
          <button type="button" class="button secondary" onClick={close}>
            Close
          </button>
        </>
      )}
    </Popover>
  );
}

export function Signs(): JSX.Element {
  return (
    <ul class="signs">
      <Sign words="a request, or a question to the store">
        <Line />
      </Sign>
      <Sign words="a response, or the store’s answer">
        <Line dashed />
      </Sign>
      <Sign words="lost: it never arrived">
        <Line lost />
      </Sign>
      <Sign words="a credential changes hands">
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
      <Sign words="at work: between a request and its response">
        <path d="M24 0v16" class="lifeline" />
        <rect x="20" y="2" width="9" height="12" class="bar" />
      </Sign>
      <Sign words="no process: it was killed, or has not started">
        <path d="M24 0v16" class="lifeline-gone" />
      </Sign>
      <Sign words="something happened to an actor">
        <rect x="6" y="2" width="36" height="12" class="note" />
      </Sign>
      <Sign words="folded steps: press to see them">
        <rect x="6" y="2" width="36" height="12" class="note" data-fold="" />
      </Sign>
      <li>
        <span class="sign-mark" data-breakpoint="">
          <Icon name="breakpoint" size={14} />
        </span>
        a breakpoint: the run holds there
      </li>
      <li>
        <span class="sign-mark">
          <span class="sign-linked" aria-hidden="true" />
        </span>
        carries the cookie, token or row that is picked
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
