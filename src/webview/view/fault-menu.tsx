import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useDesk } from './context';
import { Icon } from './icons';

/** The failures that can be injected, with what each of them shows. One that can't strike now stays, greyed. */
export function FaultMenu(): JSX.Element {
  const { panel, steering } = useDesk();
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const possible = new Set(panel.state.value?.faults);
  const live = panel.phase === 'held' || panel.phase === 'running';

  useEffect(() => {
    if (!open) return;
    box.current?.querySelector<HTMLElement>('[role="menuitem"]')?.focus();
    const leave = (event: Event): void => {
      if (
        event.target instanceof Node &&
        !box.current?.contains(event.target) &&
        !opener.current?.contains(event.target)
      )
        setOpen(false);
    };
    document.addEventListener('pointerdown', leave);
    return () => document.removeEventListener('pointerdown', leave);
  }, [open]);

  const close = (): void => {
    setOpen(false);
    opener.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key === 'Escape') close();
    else if (event.key === 'Tab') setOpen(false);
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    const items = [...(box.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
    items[(items.indexOf(document.activeElement as HTMLElement) + by + items.length) % items.length]?.focus();
  };

  return (
    <div class="menu-anchor">
      <button
        ref={opener}
        type="button"
        class="tool"
        data-wordy=""
        data-testid="inject"
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label="Inject Failure"
        title="Inject a failure (F)"
        onClick={() => setOpen(!open)}
      >
        <Icon name="failure" />
        <span class="tool-word">Inject Failure</span>
        <Icon name="down" size={12} />
      </button>
      {open && (
        <div class="menu" role="menu" aria-label="Failures" ref={box} onKeyDown={onKeyDown}>
          {panel.faults.value.map((fault) => {
            const enabled = live && possible.has(fault.id);
            return (
              <button
                key={fault.id}
                type="button"
                role="menuitem"
                tabIndex={-1}
                data-testid={`fault-${fault.id}`}
                aria-disabled={!enabled}
                onClick={() => {
                  if (!enabled) return;
                  close();
                  steering.inject(fault.id);
                }}
              >
                <span class="menu-title">{fault.title}</span>
                <span class="menu-words">
                  {enabled ? fault.teaches : live ? 'Not possible right now.' : 'Only while a demo runs.'}
                </span>
              </button>
            );
          })}
          {panel.faults.value.length === 0 && <p class="nothing">No failures for this demo.</p>}
        </div>
      )}
    </div>
  );
}
