import { batch } from '@preact/signals';
import type { Intervention, Setup, TraceEvent } from '../../model';
import { toggled, type Breakpoint } from '../../model/breakpoints';
import { tellingPart, type Thing } from '../../projections/links';
import type { ViewIntent } from '../../model/view-protocol';
import type { Pane } from '../host/kept-state';
import type { Panel } from './panel';
import { indexOfSeq } from './prefix';
import { t } from '../host/words';

export const PACES = [
  { label: t('Slow'), pace: 1_600 },
  { label: t('Normal'), pace: 700 },
  { label: t('Fast'), pace: 250 },
  { label: t('Instant'), pace: 0 },
] as const;

const ZOOMS = [0.5, 0.65, 0.75, 0.9, 1, 1.15, 1.3, 1.5, 1.75, 2];

/**
 * What the reader can do. Moving through what has happened stays in the panel; everything else is an intent for
 * the host.
 */
export class Steering {
  constructor(
    readonly panel: Panel,
    readonly post: (intent: ViewIntent) => void,
  ) {}

  /** Shows the next thing: one that has happened already if the cursor is in the past, else a new one. */
  step(): void {
    if (this.panel.inThePast.value) this.moveTo(this.panel.position.value + 1);
    else if (this.panel.phase === 'held') {
      this.panel.picked.value = null;
      this.panel.following.value = true;
      this.post({ type: 'step' });
    }
  }

  /** Shows the whole exchange and the beginning of the next one. */
  stepOver(): void {
    const { panel } = this;
    if (panel.inThePast.value) {
      const next = this.#requests().find((index) => index > panel.position.value);
      this.moveTo(next ?? panel.stops.value.length - 1);
    } else if (panel.phase === 'held') {
      panel.picked.value = null;
      panel.following.value = true;
      this.post({ type: 'stepOver' });
    }
  }

  back(): void {
    this.moveTo(this.panel.position.value - 1);
  }

  /** Back to where this exchange, or the one before, begins. */
  backOver(): void {
    this.moveTo(this.#requests().findLast((index) => index < this.panel.position.value) ?? 0);
  }

  /** Goes on until something like the selected message happens again. */
  runOn(): void {
    const { panel } = this;
    const seq = panel.selected.value?.item.seq;
    if (seq === undefined || panel.phase !== 'held') return;
    if (panel.inThePast.value) this.last();
    panel.picked.value = null;
    this.post({ type: 'runOn', seq });
  }

  /** Sets a breakpoint on a message, or takes it away: the run will hold there when it is played again. */
  toggleBreakpoint(seq: number): void {
    const one = this.breakpointOf(seq);
    if (one) this.setBreakpoints(toggled(this.panel.breakpoints.value, one));
  }

  /** The same for the selected message. */
  toggleSelected(): void {
    const seq = this.panel.selected.value?.item.seq;
    if (seq !== undefined) this.toggleBreakpoint(seq);
  }

  /** Sets a breakpoint on each event of a kind, or takes it away. */
  toggleKind(kind: TraceEvent['kind']): void {
    this.setBreakpoints(toggled(this.panel.breakpoints.value, { kind }));
  }

  setBreakpoints(breakpoints: readonly Breakpoint[]): void {
    this.panel.breakpoints.value = breakpoints;
    this.post({ type: 'breakpoints', breakpoints: [...breakpoints] });
  }

  /** A message as a breakpoint: which one of its kind it is. */
  breakpointOf(seq: number): Breakpoint | null {
    const events = this.panel.events.value;
    const index = indexOfSeq(events, seq);
    const kind = events[index]?.kind;
    if (kind === undefined) return null;
    return { kind, nth: events.slice(0, index + 1).filter((event) => event.kind === kind).length };
  }

  /** The places of all first requests among the stops. */
  #requests(): number[] {
    const events = this.panel.events.value;
    return this.panel.stops.value.flatMap(({ item }, index) =>
      events[indexOfSeq(events, item.seq)]?.kind === 'request.sent' ? [index] : [],
    );
  }

  first(): void {
    this.moveTo(0);
  }

  /** Back to now. */
  last(): void {
    this.moveTo(this.panel.stops.value.length - 1);
  }

  /** Shows the run up to a stop; the last one is now. */
  moveTo(index: number): void {
    const { stops, cursor, picked, following, arrivedFrom, position } = this.panel;
    const last = stops.value.length - 1;
    const to = Math.min(Math.max(index, 0), last);
    const stop = stops.value[to];
    if (!stop) return;
    batch(() => {
      arrivedFrom.value = to === position.value + 1 ? stop.item.seq : null;
      cursor.value = to === last ? null : stop.item.seq;
      picked.value = null;
      following.value = true;
    });
  }

  play(): void {
    if (this.panel.phase !== 'held') return;
    if (this.panel.inThePast.value) this.last();
    this.panel.picked.value = null;
    this.post({ type: 'run' });
  }

  pause(): void {
    this.post({ type: 'pause' });
  }

  playOrPause(): void {
    if (this.panel.phase === 'running') this.pause();
    else this.play();
  }

  pace(pace: number): void {
    this.#askedPace();
    if (this.#asked.length === 0) this.#toldPace = this.panel.state.value?.pace ?? 0;
    this.#asked.push(pace);
    this.post({ type: 'pace', pace });
  }

  /** Speeds that were asked for and that the lab has not told yet, and the one that it told before. */
  #asked: number[] = [];
  #toldPace = 0;

  /** The speed that was asked for last, or else the lab's: a second key counts from the first, told or not. */
  #askedPace(): number {
    const told = this.panel.state.value?.pace ?? 0;
    const answered = this.#asked.lastIndexOf(told);
    if (answered !== -1) {
      this.#asked = this.#asked.slice(answered + 1);
      this.#toldPace = told;
    } else if (told !== this.#toldPace) {
      // Somebody else set it.
      this.#asked = [];
    }
    return this.#asked.at(-1) ?? told;
  }

  /** One speed faster, or slower. */
  paceBy(steps: 1 | -1): void {
    const now = this.#askedPace();
    const next = steps > 0 ? PACES.find(({ pace }) => pace < now) : PACES.findLast(({ pace }) => pace > now);
    if (next) this.pace(next.pace);
  }

  restart(): void {
    if (this.panel.run.value) this.post({ type: 'restart' });
  }

  stop(): void {
    if (this.panel.run.value) this.post({ type: 'stop' });
  }

  /** @param setup how its servers are deployed; left out for what the settings say */
  start(scenario: string, setup?: Setup): void {
    this.post(setup ? { type: 'start', scenario, setup } : { type: 'start', scenario });
  }

  /** Does something to the run, which stands at its newest message and not where the reader looks. */
  intervene(what: Intervention): void {
    if (!this.panel.live) return;
    if (this.panel.inThePast.value) this.last();
    this.post({ type: 'intervene', what });
  }

  /** Ends a failure; all of them when no id is given. */
  lift(id?: number): void {
    this.intervene(id === undefined ? { type: 'lift' } : { type: 'lift', id });
  }

  /** Plays the run again as far as the selected message. */
  runAgain(): void {
    const seq = this.panel.selected.value?.item.seq;
    if (seq !== undefined) this.runAgainTo(seq);
  }

  /** Plays the run again as far as a message, in a fresh lab. */
  runAgainTo(seq: number): void {
    this.post({ type: 'fork', seq });
  }

  showCode(seq: number): void {
    this.post({ type: 'showCode', seq });
  }

  copy(text: string): void {
    this.post({ type: 'copy', text });
  }

  openStore(): void {
    this.post({ type: 'openStore' });
  }

  showLog(): void {
    this.post({ type: 'showLog' });
  }

  /** Picks an item; null for whichever is the newest. */
  select(seq: number | null): void {
    const { picked, linking } = this.panel;
    batch(() => {
      picked.value = seq;
      // What was picked stays so along its own messages.
      if (seq === null || !linking.story.value.includes(seq)) linking.thing.value = null;
    });
  }

  /** Picks a cookie, a token or a row, and the newest message in sight that it occurs in; once more lets go of it. */
  pick(thing: Thing): void {
    const { linking, position, stops, picked } = this.panel;
    batch(() => {
      const one = { ...thing, value: tellingPart(thing.value) };
      if (linking.thing.value?.value === one.value) {
        linking.thing.value = null;
        return;
      }
      linking.thing.value = one;
      const until = stops.value[position.value]?.item.seq ?? -1;
      const newest = linking.story.value.findLast((seq) => seq <= until);
      if (newest !== undefined) picked.value = newest;
    });
  }

  /** Walks along the messages in which the picked thing occurs. */
  follow(distance: 1 | -1): void {
    const { linking, selected } = this.panel;
    const at = selected.value?.item.seq ?? -1;
    const story = linking.story.value;
    const to = distance > 0 ? story.find((seq) => seq > at) : story.findLast((seq) => seq < at);
    if (to !== undefined) this.panel.picked.value = to;
  }

  /** Moves the selection among what is shown; what is folded away counts as one. */
  selectBy(distance: number): void {
    const { folding, selected } = this.panel;
    const items = folding.drawn.value.sections.flatMap((section) => section.items);
    const here = selected.value && folding.visible(selected.value.item.seq);
    const at = items.findIndex(({ seq }) => seq === here);
    const item = items[Math.min(Math.max(at + distance, 0), items.length - 1)];
    if (item) this.select(item.seq);
  }

  /** Folds the exchange of the selected message, or unfolds it. */
  foldExchange(): void {
    const { selected, folding } = this.panel;
    const item = selected.value?.item;
    if (item?.type !== 'message' || item.exchange === undefined) return;
    folding.toggle(item.exchange);
  }

  /** Opens a fold and selects its first message. */
  unfold(seq: number): void {
    batch(() => {
      this.panel.folding.open(seq);
      this.select(seq);
    });
  }

  open(pane: Pane): void {
    this.panel.pane.value = pane;
  }

  /** @param zoom 1 is as wide as the panel; below a half nothing can be read */
  zoomTo(zoom: number): void {
    this.panel.zoom.value = Math.min(Math.max(Math.round(zoom * 100) / 100, 0.5), 3);
  }

  zoomBy(steps: 1 | -1): void {
    const { zoom } = this.panel;
    const next =
      steps > 0 ? ZOOMS.find((each) => each > zoom.value + 0.01) : ZOOMS.findLast((each) => each < zoom.value - 0.01);
    if (next !== undefined) zoom.value = next;
  }

  zoomReset(): void {
    this.panel.zoom.value = 1;
  }

  /** As large as all lanes fit in. */
  fit(): void {
    this.zoomTo(Math.floor(this.panel.fitting.value * 100) / 100);
  }
}
