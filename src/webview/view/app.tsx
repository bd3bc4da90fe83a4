import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { ArmedStrip } from './armed-strip';
import { BranchLine } from './branch-line';
import { useDesk, useFaultDesk } from './context';
import { ComparisonView } from './comparison';
import { DiagramView } from './diagram-view';
import { Help } from './help';
import { HeldView } from './held-view';
import { Inspector } from './inspector';
import { actOnKey } from './keys';
import { layoutFor, type Layout } from './layout';
import { ThingLine } from './links-view';
import { LiveRegion } from './live-region';
import { NoticeLine } from './notice-line';
import { Palette } from './palette';
import { PastBanner } from './past-banner';
import { Splitter } from './splitter';
import { TargetMenu } from './target-menu';
import { Targets } from './targets';
import { Toolbar } from './toolbar';
import { Welcome } from './welcome';
import { t } from '../host/words';

/** The whole panel. */
export function App(): JSX.Element | null {
  const { panel, steering } = useDesk();
  const faultDesk = useFaultDesk();
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
      if (panel.comparing.value) return;
      const done = actOnKey(event, {
        steering,
        help: () => setHelp(true),
        failures: () => faultDesk.show(),
        menu: () => {
          const selected = find('.press[aria-current]');
          if (selected) new Targets(faultDesk).openMenu(selected);
        },
        form: (id) => find(`[data-testid="${id}"]`)?.click(),
        compare: () => panel.compare(),
        // By its number: the mark of the selection moves only with the next rendering.
        focusSelected: () => {
          const seq = panel.selected.value?.item.seq;
          if (seq !== undefined) find(`.press[data-seq="${String(panel.folding.visible(seq))}"]`)?.focus();
        },
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
      {panel.comparing.value ? <ComparisonView /> : <RunView layout={layout} onHelp={() => setHelp(true)} />}
      {help && <Help onClose={() => setHelp(false)} />}
    </div>
  );
}

/** The run of the moment: what steers it, its diagram, and what explains it or breaks it. */
function RunView({ layout, onHelp }: { layout: Layout; onHelp: () => void }): JSX.Element {
  const { panel } = useDesk();
  const faultDesk = useFaultDesk();
  return (
    <>
      <Toolbar onHelp={onHelp} />
      <ArmedStrip />
      <NoticeLine />
      <BranchLine onCompare={() => panel.compare()} />
      <PastBanner />
      <ThingLine />
      <main
        class="stage"
        data-sized={panel.share.value === null ? undefined : ''}
        style={{ '--share': String(panel.share.value ?? '') }}
      >
        <div class="left">
          <DiagramView />
          {layout.heldBelow && (
            <section class="held-strip" aria-label={t('Who holds what')}>
              <HeldView />
            </section>
          )}
        </div>
        <Splitter beside={layout.shape === 'beside'} />
        {faultDesk.open.value ? <Palette /> : <Inspector withHeld={!layout.heldBelow} />}
        <TargetMenu />
      </main>
      <LiveRegion />
    </>
  );
}
