import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { FaultCard } from '../../model';
import { useDesk, useFaultDesk } from './context';
import { Icon } from './icons';
import type { FaultDesk, OpenMenu } from '../panel/fault-desk';
import { t, told } from '../host/words';

/** What can happen to an actor or a message, where it was asked for. */
export function TargetMenu(): JSX.Element | null {
  const faultDesk = useFaultDesk();
  const menu = faultDesk.menu.value;
  return menu && <MenuView menu={menu} desk={faultDesk} key={`${String(menu.x)} ${String(menu.y)}`} />;
}

function MenuView({ menu, desk }: { menu: OpenMenu; desk: FaultDesk }): JSX.Element {
  const { panel, steering } = useDesk();
  const { target, opener } = menu;
  const box = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState({ left: menu.x, top: menu.y });

  useLayoutEffect(() => {
    const rect = box.current?.getBoundingClientRect();
    if (!rect) return;
    setPlace({
      left: Math.max(4, Math.min(menu.x, window.innerWidth - rect.width - 4)),
      top: Math.max(4, Math.min(menu.y, window.innerHeight - rect.height - 4)),
    });
    box.current?.querySelector<HTMLElement>('[role="menuitem"]')?.focus();
    const leave = (event: Event): void => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) desk.menu.value = null;
    };
    document.addEventListener('pointerdown', leave);
    return () => document.removeEventListener('pointerdown', leave);
  }, []);

  const close = (): void => {
    desk.menu.value = null;
    opener?.focus({ preventScroll: true });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    const { key } = event;
    if (key === 'Escape' || key === 'Tab') {
      event.preventDefault();
      close();
      return;
    }
    const items = [...(box.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
    const at = items.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[key];
    if (to !== undefined) {
      event.preventDefault();
      items[(to + items.length) % items.length]?.focus();
    } else if (key.length === 1 && key !== ' ') {
      const rest = [...items.slice(at + 1), ...items.slice(0, at + 1)];
      rest.find((item) => item.textContent.trim().toLowerCase().startsWith(key.toLowerCase()))?.focus();
    }
  };

  const choose = (fault: FaultCard): void => {
    if (desk.isSimple(fault, target)) {
      close();
      desk.strike(fault, target);
    } else desk.show(target, fault);
  };
  const faults = desk.concerning(target);
  const [possible, others] = [
    faults.filter((fault) => desk.reason(fault) === null),
    faults.filter((fault) => desk.reason(fault) !== null),
  ];
  const title = target.type === 'actor' ? target.actor.label : target.item.label;
  return (
    <div
      ref={box}
      class="menu"
      role="menu"
      aria-label={t('What can happen to {0}', title)}
      style={{ left: `${String(place.left)}px`, top: `${String(place.top)}px` }}
      onKeyDown={onKeyDown}
      onContextMenu={(event) => event.preventDefault()}
    >
      <p class="menu-head" dir="auto" aria-hidden="true">
        {title}
      </p>
      {target.type === 'message' && (
        <button
          type="button"
          role="menuitem"
          tabIndex={-1}
          data-testid="run-again"
          onClick={() => {
            close();
            steering.runAgainTo(target.item.seq);
          }}
        >
          <Icon name="branch" size={14} />
          <span class="menu-title">{t('Run Again to Here')}</span>
        </button>
      )}
      {target.type === 'message' && (
        <>
          <button
            type="button"
            role="menuitem"
            tabIndex={-1}
            data-testid="menu-run-on"
            aria-disabled={panel.phase !== 'held'}
            onClick={() => {
              if (panel.phase !== 'held') return;
              close();
              steering.select(target.item.seq);
              steering.runOn();
            }}
          >
            <Icon name="step" size={14} />
            <span class="menu-title">{t('Run On to the Next Like This')}</span>
          </button>
          <button
            type="button"
            role="menuitem"
            tabIndex={-1}
            data-testid="menu-breakpoint"
            onClick={() => {
              close();
              steering.toggleBreakpoint(target.item.seq);
            }}
          >
            <Icon name="breakpoint" size={14} />
            <span class="menu-title">
              {panel.stopsAt.value.has(target.item.seq) ? t('Remove Breakpoint') : t('Set Breakpoint')}
            </span>
          </button>
        </>
      )}
      {target.type === 'message' && faults.length > 0 && <hr />}
      {[...possible, ...others].map((fault) => {
        const why = desk.reason(fault);
        return (
          <button
            key={fault.id}
            type="button"
            role="menuitem"
            tabIndex={-1}
            data-testid={`menu-${fault.id}`}
            data-unavailable={why === null ? undefined : ''}
            aria-disabled={!panel.live}
            title={why === null ? t(fault.teaches) : told(why)}
            onClick={() => {
              if (panel.live) choose(fault);
            }}
          >
            <Icon name={why === null ? 'failure' : 'skipped'} size={14} />
            <span class="menu-title" dir="auto">
              {t(fault.title)}
              {!desk.isSimple(fault, target) && '…'}
            </span>
          </button>
        );
      })}
      {faults.length === 0 && <p class="nothing">{t('Nothing goes wrong here by itself.')}</p>}
      <hr />
      <button type="button" role="menuitem" tabIndex={-1} data-testid="menu-more" onClick={() => desk.show()}>
        <Icon name="more" size={14} />
        <span class="menu-title">{t('All Failures…')}</span>
      </button>
    </div>
  );
}
