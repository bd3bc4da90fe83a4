import { useComputed, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { layLanes, sameGeometry, type Geometry } from '../diagram/geometry';
import { LabelFit } from '../diagram/label-fit';
import { cutSections, type SectionView } from '../diagram/segments';
import type { Edge } from '../../projections/folding';
import { indexOfSeq } from '../panel/prefix';
import { ActView } from './act-view';
import { useDesk } from './context';
import { Follower } from './follower';
import { Hand } from './hand';
import { LaneHeader } from './lane-header';
import { LanePiece } from './lane-piece';
import { LinkedMarks } from './linked-marks';
import { Sight } from './sight';
import { Targets } from './targets';
import { Unrolling } from './unrolling';
import { t } from '../host/words';

const TAIL_HEIGHT = 56;
/** About what an item takes, with its share of a section's title, in px: good enough for a scroll bar. */
const ITEM_HEIGHT = 50;
/** Drawn ahead of scrolling, in px. */
const AHEAD = 500;

/** The diagram: sections, each cut into drawings, under a header that stays. */
export function DiagramView(): JSX.Element {
  const { panel, steering, drafting, faults, side } = useDesk();
  const scroller = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLDivElement>(null);
  const width = useSignal(0);
  const [sight, setSight] = useState<Sight | null>(null);
  const known = useRef<ReadonlyMap<number, SectionView>>(new Map());
  const fit = useMemo(() => new LabelFit(labelFont()), []);

  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    width.value = box.clientWidth;
    const resized = new ResizeObserver(() => (width.value = box.clientWidth));
    resized.observe(box);
    const watching = new Sight(box, AHEAD);
    setSight(watching);
    return () => {
      resized.disconnect();
      watching.dispose();
    };
  }, []);

  const lastGeometry = useRef<Geometry | null>(null);
  const geometry = useComputed(() => {
    const laid = layLanes(panel.whole.value.actors, width.value / panel.zoom.value);
    if (!lastGeometry.current || !sameGeometry(lastGeometry.current, laid)) lastGeometry.current = laid;
    return lastGeometry.current;
  });
  const runId = useComputed(() => panel.run.value?.id);
  const unrolling = useComputed(
    () => new Unrolling(runId.value === undefined ? [] : panel.folding.drawn.peek().sections),
  );
  useEffect(() => {
    const { value: one } = unrolling;
    return () => one.dispose();
  }, [unrolling.value]);
  // What is picked cannot be shown before it is written.
  const from = useComputed(() => Math.min(unrolling.value.from.value, panel.picked.value ?? Infinity));
  const cut = useComputed(() => {
    const { value: events } = panel.events;
    const fate = (seq: number): 'ends' | 'starts' | null => {
      const kind = events[indexOfSeq(events, seq)]?.kind;
      return kind === 'node.exited' ? 'ends' : kind === 'node.started' ? 'starts' : null;
    };
    const { sections, edges } = panel.folding.drawn.value;
    const edgeOf = (seq: number): Edge | null => edges.get(seq) ?? null;
    const options = { from: from.value, known: known.current, edgeOf };
    const made = cutSections(sections, geometry.value, fit, fate, options);
    known.current = new Map(made.sections.map((section) => [section.id, section]));
    return made;
  });

  const follower = useMemo(() => new Follower(panel), []);
  const inSight = width.value > 0;
  useLayoutEffect(
    () => (scroller.current && canvas.current ? follower.attach(scroller.current, canvas.current) : undefined),
    [inSight],
  );
  useEffect(() => (scroller.current && faults ? new Targets(faults).attach(scroller.current) : undefined), []);
  useEffect(() => (scroller.current ? new Hand(panel, steering).attach(scroller.current) : undefined), []);
  // The zoom at which nothing has to be scrolled sideways.
  useEffect(() => {
    const natural = layLanes(panel.whole.value.actors, width.value);
    panel.fitting.value = width.value === 0 ? 1 : Math.min(1, width.value / natural.width);
  }, [geometry.value]);
  useEffect(() => drafting.prepare(geometry.value.spacing, geometry.value.actors.length), [geometry.value]);
  const stop = panel.selected.value?.item.seq;
  const selected = stop === undefined ? null : panel.folding.visible(stop);
  // A reader who walks through the messages by keyboard has to see the one in hand.
  useLayoutEffect(() => {
    if (panel.picked.value !== null) follower.show(panel.folding.visible(panel.picked.value));
  }, [selected]);

  const { sections, above, after } = cut.value;
  const newest = sections.at(-1);
  // Sections in which nothing happens, as they were shown: a step looks at hundreds of them.
  const still = useMemo(() => new WeakMap<SectionView, JSX.Element>(), [sight]);
  const arrived = panel.arrivedFrom.value;
  return (
    <section
      class="figure"
      aria-label={side === null ? t('Sequence diagram') : t('Sequence diagram: {0}', side)}
      data-past={panel.inThePast.value ? '' : undefined}
      data-dragging={faults?.dragged.value ? '' : undefined}
    >
      <LinkedMarks />
      <div class="scroller" ref={scroller}>
        {sections.length === 0 && <p class="nothing waiting">{t('Nothing has happened yet.')}</p>}
        {inSight && (
          <div
            class="canvas"
            ref={canvas}
            style={{ width: `${String(geometry.value.width)}px`, zoom: panel.zoom.value }}
          >
            <LaneHeader geometry={geometry.value} />
            <div class="above" style={{ height: `${String(above * ITEM_HEIGHT)}px` }} />
            {sections.map((section) => {
              const first = section.segments[0]?.id ?? 0;
              const last = section.segments.at(-1)?.items.at(-1)?.seq ?? first;
              const holds = selected !== null && selected >= first && selected <= last;
              const arrives = arrived !== null && last >= arrived;
              const isNewest = section === newest;
              const quiet = !holds && !arrives && !isNewest;
              const before = quiet ? still.get(section) : undefined;
              if (before) return before;
              const act = (
                <ActView
                  key={section.id}
                  section={section}
                  sight={sight}
                  selected={holds ? selected : null}
                  arrivedFrom={arrives ? arrived : null}
                  newest={isNewest}
                />
              );
              if (quiet) still.set(section, act);
              return act;
            })}
            <div class="tail" style={{ height: `${String(TAIL_HEIGHT)}px` }}>
              {sections.length > 0 && <LanePiece geometry={geometry.value} state={after} height={TAIL_HEIGHT} />}
            </div>
          </div>
        )}
      </div>
      {!panel.following.value && sections.length > 0 && !panel.inThePast.value && (
        <button
          type="button"
          class="to-newest"
          data-testid="to-newest"
          onClick={() => {
            steering.select(null);
            panel.following.value = true;
          }}
        >
          {t('Newest message')}
        </button>
      )}
    </section>
  );
}

/** The font that labels are written in, for measuring them before they stand. */
function labelFont(): string {
  const style = getComputedStyle(document.body);
  return `${style.getPropertyValue('--label-size').trim() || '13px'} ${style.fontFamily}`;
}
