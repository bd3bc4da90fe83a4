import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useDesk } from './context';
import { DiagramView } from './diagram-view';
import { Help } from './help';
import { HeldView } from './held-view';
import { Inspector } from './inspector';
import { actOnKey } from './keys';
import { layoutFor, type Layout } from './layout';
import { LiveRegion } from './live-region';
import { NoticeLine } from './notice-line';
import { PastBanner } from './past-banner';
import { Toolbar } from './toolbar';
import { Welcome } from './welcome';

/** The whole panel. */
export function App(): JSX.Element | null {
  const { panel, steering } = useDesk();
  const root = useRef<HTMLDivElement>(null);
  const [layout, setLayout] = useState<Layout>(() => layoutFor(window.innerWidth, window.innerHeight));
  const [help, setHelp] = useState(false);

  useLayoutEffect(() => {
    const resized = (): void => setLayout(layoutFor(window.innerWidth, window.innerHeight));
    window.addEventListener('resize', resized);
    return () => window.removeEventListener('resize', resized);
  }, []);

  useEffect(() => {
    const find = (selector: string): HTMLElement | null => root.current?.querySelector<HTMLElement>(selector) ?? null;
    const onKey = (event: KeyboardEvent): void => {
      const done = actOnKey(event, {
        steering,
        help: () => setHelp(true),
        failures: () => find('[data-testid="inject"]')?.click(),
        // By its number: the mark of the selection moves only with the next rendering.
        focusSelected: () => find(`.press[data-seq="${String(panel.selected.value?.item.seq)}"]`)?.focus(),
        focusInspector: () => find('#pane')?.focus(),
      });
      if (done) event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);

  if (!panel.connected.value) return null;
  if (panel.run.value === null) {
    return (
      <div class="app" data-phase="empty" ref={root}>
        <Welcome />
      </div>
    );
  }
  return (
    <div
      class="app"
      data-phase={panel.phase}
      data-layout={layout.shape}
      data-short={layout.short ? '' : undefined}
      ref={root}
    >
      <Toolbar onHelp={() => setHelp(true)} />
      <NoticeLine />
      <PastBanner />
      <main class="stage">
        <div class="left">
          <DiagramView />
          {layout.heldBelow && (
            <section class="held-strip" aria-label="Who holds what">
              <HeldView />
            </section>
          )}
        </div>
        <Inspector withHeld={!layout.heldBelow} />
      </main>
      <LiveRegion />
      {help && <Help onClose={() => setHelp(false)} />}
    </div>
  );
}
