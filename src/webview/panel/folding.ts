import { batch, computed, signal, type ReadonlySignal } from '@preact/signals';
import type { Diagram } from '../../projections/diagram';
import { exchangesOf, folded, KnownFolds, type Folded } from '../../projections/folding';

/** From so many messages on, repeated steps fold by themselves. */
const MANY = 150;

/** What the reader folded away, and the diagram that is left. */
export class Folding {
  /** Exchanges that were folded by hand. */
  readonly exchanges = signal<ReadonlySet<string>>(new Set());
  /** Folds that were opened, by the `seq` of their first item. */
  readonly opened = signal<ReadonlySet<number>>(new Set());
  /** Whether repeated steps are folded; null for as soon as there are many messages. */
  readonly wish = signal<boolean | null>(null);
  readonly repeats: ReadonlySignal<boolean>;
  readonly drawn: ReadonlySignal<Folded>;
  readonly #known = new KnownFolds();

  /** @param shown what there is to fold */
  constructor(readonly shown: ReadonlySignal<Diagram>) {
    const many = computed(() => shown.value.sections.reduce((sum, { items }) => sum + items.length, 0) > MANY);
    this.repeats = computed(() => this.wish.value ?? many.value);
    this.drawn = computed(() =>
      folded(
        shown.value.sections,
        {
          exchanges: this.exchanges.value,
          repeats: this.repeats.value,
          opened: this.opened.value,
          lanes: shown.value.actors.map(({ id }) => id),
        },
        this.#known,
      ),
    );
  }

  /** The item that is shown for one that may be folded away. */
  visible(seq: number): number {
    return this.drawn.value.standsFor.get(seq) ?? seq;
  }

  /** Folds an exchange, or unfolds it. */
  toggle(exchange: string): void {
    const next = new Set(this.exchanges.value);
    if (!next.delete(exchange)) next.add(exchange);
    this.exchanges.value = next;
  }

  /** Opens a fold, whatever it was that folded it. */
  open(seq: number): void {
    this.opened.value = new Set([...this.opened.value, seq]);
  }

  foldAll(): void {
    batch(() => {
      this.exchanges.value = new Set(exchangesOf(this.shown.value.sections));
      this.opened.value = new Set();
    });
  }

  unfoldAll(): void {
    batch(() => {
      this.exchanges.value = new Set();
      this.opened.value = new Set();
      this.wish.value = false;
    });
  }

  toggleRepeats(): void {
    batch(() => {
      this.wish.value = !this.repeats.value;
      this.opened.value = new Set();
    });
  }

  /** Another run: what was folded is not there any more. */
  reset(): void {
    this.exchanges.value = new Set();
    this.opened.value = new Set();
  }
}
