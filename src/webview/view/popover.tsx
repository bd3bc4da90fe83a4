import type { ComponentChildren, JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon, type IconName } from './icons';

interface PopoverProps {
  readonly id: string;
  readonly icon: IconName;
  /** What the button stands for. */
  readonly label: string;
  /** What stands on the button; it is read out after the label. */
  readonly words: string;
  readonly keys?: string;
  readonly disabled?: boolean;
  /** Its words stand on it only where there is much room. */
  readonly short?: boolean;
  readonly children: (close: () => void) => ComponentChildren;
}

/** Room between a form and the edge of the panel, in px. */
const MARGIN = 6;

/** A button with a small form under it. Escape and a press elsewhere close the form; the button gets the focus back. */
export function Popover({
  id,
  icon,
  label,
  words,
  keys,
  disabled = false,
  short = false,
  children,
}: PopoverProps): JSX.Element {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);

  // At once: focus that is moved before this would be taken back.
  useLayoutEffect(() => {
    if (!open) return;
    const { current: form } = box;
    const overhang = MARGIN - (form?.getBoundingClientRect().left ?? MARGIN);
    if (form && overhang > 0) form.style.marginInlineEnd = `${String(-overhang)}px`;
    form?.querySelector<HTMLElement>('button, input, select')?.focus();
    const leave = ({ target }: Event): void => {
      if (target instanceof Node && !box.current?.contains(target) && !opener.current?.contains(target)) setOpen(false);
    };
    document.addEventListener('pointerdown', leave);
    document.addEventListener('focusin', leave);
    return () => {
      document.removeEventListener('pointerdown', leave);
      document.removeEventListener('focusin', leave);
    };
  }, [open]);

  const close = (): void => {
    setOpen(false);
    opener.current?.focus();
  };
  return (
    <div class="menu-anchor">
      <button
        ref={opener}
        type="button"
        class="tool"
        data-wordy={short ? undefined : ''}
        data-testid={id}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-disabled={disabled}
        aria-label={`${label}: ${words}`}
        title={keys === undefined ? label : `${label} (${keys})`}
        onClick={() => {
          if (!disabled) setOpen(!open);
        }}
      >
        <Icon name={icon} />
        {short ? (
          <span class="tool-count">{words === 'none' ? '' : words}</span>
        ) : (
          <span class="tool-word">{words}</span>
        )}
      </button>
      {open && (
        <div
          class="popover"
          role="dialog"
          aria-label={label}
          ref={box}
          onKeyDown={(event) => {
            event.stopPropagation();
            if (event.key === 'Escape') close();
          }}
        >
          {children(close)}
        </div>
      )}
    </div>
  );
}
