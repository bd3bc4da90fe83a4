import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { useDesk } from './context';
import { t } from '../host/words';

/** How far a key moves it, and how far it goes: shares of the panel. */
const STEP = 0.03;
const LEAST = 0.18;
const MOST = 0.75;

/** Between the diagram and the inspector: pulled, or moved by the arrow keys; Home gives the size back that fits best. */
export function Splitter({ beside }: { beside: boolean }): JSX.Element {
  const { panel } = useDesk();
  const bar = useRef<HTMLDivElement>(null);
  const share = panel.share.value;
  const now = (): number => {
    const stage = bar.current?.parentElement?.getBoundingClientRect();
    const inspector = bar.current?.nextElementSibling?.getBoundingClientRect();
    if (!stage || !inspector) return share ?? 0.34;
    return beside ? inspector.width / stage.width : inspector.height / stage.height;
  };
  const set = (to: number): void => {
    panel.share.value = Math.round(Math.min(Math.max(to, LEAST), MOST) * 1_000) / 1_000;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const [grow, shrink] = beside ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
    if (event.key === grow) set(now() + STEP);
    else if (event.key === shrink) set(now() - STEP);
    else if (event.key === 'Home') panel.share.value = null;
    else return;
    // The arrows belong to the bar here, not to time.
    event.preventDefault();
    event.stopPropagation();
  };
  const onPointerDown = (event: PointerEvent): void => {
    const stage = bar.current?.parentElement?.getBoundingClientRect();
    if (event.button !== 0 || !stage) return;
    event.preventDefault();
    bar.current?.focus();
    const pulling = new AbortController();
    const { signal } = pulling;
    window.addEventListener(
      'pointermove',
      ({ clientX, clientY }) => {
        set(beside ? (stage.right - clientX) / stage.width : (stage.bottom - clientY) / stage.height);
      },
      { signal },
    );
    for (const end of ['pointerup', 'pointercancel'] as const) {
      window.addEventListener(end, () => pulling.abort(), { signal });
    }
  };
  return (
    <div
      ref={bar}
      class="splitter"
      role="separator"
      tabIndex={0}
      data-testid="splitter"
      aria-label={t('Size of the inspector')}
      aria-orientation={beside ? 'vertical' : 'horizontal'}
      aria-valuemin={Math.round(LEAST * 100)}
      aria-valuemax={Math.round(MOST * 100)}
      aria-valuenow={Math.round((share ?? 0.34) * 100)}
      title={t('Pull to resize; double-click for the size that fits')}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onDblClick={() => (panel.share.value = null)}
    />
  );
}
