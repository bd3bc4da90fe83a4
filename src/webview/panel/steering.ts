import { batch } from '@preact/signals';
import type { ViewIntent } from '../../model/view-protocol';
import type { Pane } from '../host/kept-state';
import type { Panel } from './panel';

export const PACES = [
  { label: 'Slow', pace: 1_600 },
  { label: 'Normal', pace: 700 },
  { label: 'Fast', pace: 250 },
  { label: 'Instant', pace: 0 },
] as const;

const ZOOMS = [0.75, 0.9, 1, 1.15, 1.3, 1.5, 1.75, 2];

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

  back(): void {
    this.moveTo(this.panel.position.value - 1);
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
    this.post({ type: 'pace', pace });
  }

  restart(): void {
    if (this.panel.run.value) this.post({ type: 'restart' });
  }

  stop(): void {
    if (this.panel.run.value) this.post({ type: 'stop' });
  }

  start(scenario: string): void {
    this.post({ type: 'start', scenario });
  }

  inject(fault: string): void {
    if (this.panel.inThePast.value) this.last();
    this.post({ type: 'inject', fault });
  }

  showCode(seq: number): void {
    this.post({ type: 'showCode', seq });
  }

  openStore(): void {
    this.post({ type: 'openStore' });
  }

  showLog(): void {
    this.post({ type: 'showLog' });
  }

  /** Picks an item; null for whichever is the newest. */
  select(seq: number | null): void {
    this.panel.picked.value = seq;
  }

  /** Moves the selection among what is shown. */
  selectBy(distance: number): void {
    const { stops, position, selected } = this.panel;
    const at = stops.value.findIndex((stop) => stop === selected.value);
    const to = Math.min(Math.max(at + distance, 0), position.value);
    const stop = stops.value[to];
    if (stop) this.select(stop.item.seq);
  }

  open(pane: Pane): void {
    this.panel.pane.value = pane;
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
}
