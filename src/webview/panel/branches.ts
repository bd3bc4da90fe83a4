import { batch, computed, effect, signal, type ReadonlySignal } from '@preact/signals';
import type { Trace } from '../../model';
import { compare, type ComparedSection, type Comparison } from '../../projections/compare';
import type { Item, Tone } from '../../projections/diagram';
import { FRESH } from '../host/kept-state';
import type { Mark } from './mark';
import { Panel } from './panel';

/** Items that belong beside each other, by `seq` in their own branch; null where a branch has none. */
export interface BranchRow {
  readonly first: number | null;
  readonly second: number | null;
  readonly mark: Mark;
}

/** What came of something in each branch; null for nothing so far. */
export interface OutcomePair {
  /** What was done, or whom it is about. */
  readonly title: string;
  readonly first: Outcome | null;
  readonly second: Outcome | null;
}
export interface Outcome {
  readonly label: string;
  readonly tone: Tone;
}

/**
 * Two branches of a run side by side. Each has a panel of its own, to be looked at and nothing else; one position
 * moves through both, so that what belongs together comes into sight together.
 */
export class Branches {
  readonly first = new Panel(FRESH);
  readonly second = new Panel(FRESH);
  readonly compared: ReadonlySignal<Comparison>;
  readonly rows: ReadonlySignal<readonly BranchRow[]>;
  readonly position: ReadonlySignal<number>;
  /** The acts that ended in another way. */
  readonly acts: ReadonlySignal<readonly OutcomePair[]>;
  /** How the branches stand at their ends where they do not stand the same. */
  readonly ends: ReadonlySignal<readonly OutcomePair[]>;
  /** Index of the row that is reached; null for the last one. */
  readonly #reached = signal<number | null>(null);
  readonly #effects: readonly (() => void)[];

  /** @param live the run of the moment, which repeats another one and goes on */
  constructor(live: Panel) {
    this.compared = computed(() => compare(this.first.events.value, this.second.events.value));
    this.rows = computed(() => {
      // Telling it anew at every change of state would draw everything again.
      const over = live.phase === 'ended' || live.phase === 'failed';
      return rowsOf(this.compared.value, over);
    });
    this.position = computed(() => {
      const last = this.rows.value.length - 1;
      return Math.min(this.#reached.value ?? last, last);
    });
    this.acts = computed(() => {
      const { sections, shared } = this.compared.value;
      return sections
        .filter(({ verdict }) => verdict !== 'same')
        .flatMap((section) => outcomeOf(section, shared))
        .filter(({ first, second }) => first?.label !== second?.label);
    });
    this.ends = computed(() =>
      this.compared.value.atEnd.map(({ subject, a, b }) => ({
        title: subject,
        first: { label: a, tone: 'plain' },
        second: { label: b, tone: 'plain' },
      })),
    );
    // What differs must not be folded away as repetition.
    for (const panel of [this.first, this.second]) panel.folding.wish.value = false;
    this.#effects = [
      effect(() => show(this.first, live, live.branch.value?.events ?? [])),
      effect(() => show(this.second, live, live.events.value)),
      effect(() => this.#mark()),
      effect(() => this.#move()),
      ...[this.first, this.second].map((panel) =>
        effect(() => {
          panel.explained.value = { trace: panel.trace.value, stop: panel.selected.value };
        }),
      ),
    ];
    // Two runs have a scoreboard, which is whole at their ends; two branches are alike until they part.
    if (live.branch.value?.pair) this.moveTo(-1);
    else this.toParting();
  }

  /** To where the branches part: what there is to see begins there. */
  toParting(): void {
    this.moveTo(this.rows.value.findIndex(({ mark }) => mark === 'differs' || mark === 'only'));
  }

  /** Shows both branches up to a row; -1 stands for the last one. */
  moveTo(row: number): void {
    const last = this.rows.value.length - 1;
    this.#reached.value = row < 0 || row >= last ? null : row;
  }

  moveBy(rows: number): void {
    this.moveTo(Math.max(this.position.value + rows, 0));
  }

  dispose(): void {
    for (const end of this.#effects) end();
  }

  #mark(): void {
    const [left, right] = [new Map<number, Mark>(), new Map<number, Mark>()];
    for (const { first, second, mark } of this.rows.value) {
      if (first !== null) left.set(first, mark);
      if (second !== null) right.set(second, mark);
    }
    this.first.marks.value = left;
    this.second.marks.value = right;
  }

  #move(): void {
    const rows = this.rows.value.slice(0, this.position.value + 1);
    const ended = this.position.value >= this.rows.value.length - 1;
    const here = rows.at(-1);
    for (const side of ['first', 'second'] as const) {
      const reached = rows.findLast((row) => row[side] !== null)?.[side] ?? null;
      const panel = this[side];
      batch(() => {
        panel.cursor.value = ended ? null : reached;
        panel.picked.value = here?.[side] ?? reached;
        panel.following.value = true;
      });
    }
  }
}

function show(panel: Panel, live: Panel, events: Trace): void {
  const run = live.run.value;
  if (!run) return;
  batch(() => {
    panel.run.value = run;
    panel.events.value = events;
    panel.connected.value = true;
  });
}

function rowsOf({ sections, shared }: Comparison, over: boolean): BranchRow[] {
  const rows = sections.flatMap(({ rows: all }) =>
    all.map(({ verdict, a, b }): BranchRow => {
      const isCommon = verdict === 'same' && a !== null && a.seq < shared;
      const parted = verdict === 'same' || verdict === 'differs' ? verdict : 'only';
      return { first: a?.seq ?? null, second: b?.seq ?? null, mark: isCommon ? 'common' : parted };
    }),
  );
  const reached = rows.findLastIndex(({ second }) => second !== null);
  return over ? rows : rows.map((row, index) => (index > reached ? { ...row, mark: 'ahead' } : row));
}

/** The last answer of an act in each branch, or what else happened last. */
function outcomeOf({ title, rows }: ComparedSection, shared: number): OutcomePair[] {
  const last = (items: readonly (Item | null)[]): Outcome | null => {
    const fresh = items.filter((item): item is Item => item !== null && item.seq >= shared);
    const answer = fresh.findLast((item) => item.type === 'message' && item.shape === 'response');
    const found = answer ?? fresh.at(-1);
    return found ? { label: found.label, tone: found.tone } : null;
  };
  const [first, second] = [last(rows.map(({ a }) => a)), last(rows.map(({ b }) => b))];
  return first || second ? [{ title, first, second }] : [];
}
