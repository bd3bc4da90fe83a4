import type { Mermaid } from 'mermaid';
import { putTogether, type Drawing } from './drawing';
import { likelyStrokes, loneStrokes } from './lone-stroke';
import { mermaidConfig } from './mermaid-config';
import { takeStrokes, type DrawnStroke } from './mermaid-dom';
import { mermaidSource } from './mermaid-source';
import type { Plan } from './plan';

/** Strokes that are kept: one is about 0.5 kB. */
const KEPT = 1_000;

/** Strokes that are drawn in one go, so that it takes about a frame. */
const SHEET = 16;

/** Time a frame may spend on drawing before the page gets a chance to paint and to listen, in ms. */
const BUDGET = 8;

/** Of the drawing that nobody sees, in px. */
const FIRST_SPACING = 200;

interface Order {
  readonly plan: Plan;
  /** False once nobody waits for it any more. */
  wanted(): boolean;
  done(drawing: Drawing | null): void;
}

/**
 * Has mermaid draw strokes: what somebody waits for as soon as possible, but never more in one frame than its budget
 * allows. Equal strokes are drawn once; what is likely to come is drawn while nobody waits.
 */
export class Drafting {
  readonly #strokes = new Map<string, DrawnStroke>();
  readonly #drawings = new WeakMap<Plan, Drawing>();
  readonly #orders: Order[] = [];
  #ahead: Plan[] = [];
  #idle = 0;
  #mermaid: Promise<Mermaid> | null = null;
  #working = false;
  #count = 0;
  #configured = 0;
  #frameSpent = 0;

  /** @param report takes what mermaid could not draw: a bug, because plans hold no text of a run */
  constructor(readonly report: (error: unknown) => void) {}

  /**
   * Loads mermaid behind the next frame, before anybody draws: nothing else is waited for as long. Where that fails,
   * whoever draws tries again and reports.
   */
  async warmUp(): Promise<void> {
    await this.#load().catch(() => undefined);
  }

  /** Draws what a run between so many lanes is likely to need, whenever the page has nothing else to do. */
  prepare(spacing: number, lanes: number): void {
    this.#ahead = likelyStrokes(spacing, lanes);
    this.#whenIdle();
  }

  /** A drawing whose strokes all exist already. */
  known(plan: Plan): Drawing | undefined {
    const before = this.#drawings.get(plan);
    if (before) return before;
    const drawing = putTogether(plan, (lone) => this.#strokes.get(keyOf(lone)));
    if (drawing) this.#drawings.set(plan, drawing);
    return drawing ?? undefined;
  }

  /**
   * Orders a drawing.
   * @returns a function that withdraws the order
   */
  order(plan: Plan, done: (drawing: Drawing | null) => void): () => void {
    let wanted = true;
    this.#orders.push({ plan, wanted: () => wanted, done });
    void this.#work();
    return () => {
      wanted = false;
    };
  }

  async #work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    for (this.#settle(); this.#orders.length > 0; this.#settle()) {
      const missing = this.#orders.flatMap(({ plan }) => this.#missing(plan));
      if (this.#frameSpent > BUDGET) await this.#nextFrame();
      if (!(await this.#draw(missing))) {
        // The first one is what could not be drawn, alone or with others; those after it are tried without.
        const failed = this.#orders.shift();
        if (failed?.wanted()) failed.done(null);
      }
    }
    this.#working = false;
    this.#whenIdle();
  }

  /** Hands out what is drawn, and forgets what nobody waits for. */
  #settle(): void {
    for (const order of this.#orders.splice(0)) {
      const drawing = order.wanted() ? this.known(order.plan) : undefined;
      if (drawing) order.done(drawing);
      else if (order.wanted()) this.#orders.push(order);
    }
  }

  #missing(plan: Plan): Plan[] {
    return loneStrokes(plan).flatMap(({ plan: lone }) => (this.#strokes.has(keyOf(lone)) ? [] : [lone]));
  }

  /**
   * Draws strokes on one sheet: a drawing of mermaid's takes 10 ms, and each stroke in it one more.
   * @param lones the first of them decide the spacing; those of another one have to wait, as do those that are too many
   * @returns false, and a report, when mermaid could not draw them
   */
  async #draw(lones: readonly Plan[]): Promise<boolean> {
    const spacing = lones[0]?.spacing ?? 0;
    const different = new Map(lones.filter((lone) => lone.spacing === spacing).map((lone) => [keyOf(lone), lone]));
    const sheet = [...different.values()].slice(0, SHEET);
    const begun = performance.now();
    try {
      const svg = await this.#sheet(await this.#load(), spacing, sheet);
      for (const [index, drawn] of takeStrokes(svg, sheet).entries()) {
        const lone = sheet[index];
        if (this.#strokes.size >= KEPT) this.#strokes.delete(this.#strokes.keys().next().value ?? '');
        if (lone) this.#strokes.set(keyOf(lone), drawn);
      }
      return true;
    } catch (error) {
      this.report(error);
      return false;
    } finally {
      if (this.#frameSpent === 0) requestAnimationFrame(() => (this.#frameSpent = 0));
      this.#frameSpent += performance.now() - begun;
    }
  }

  /** A sheet at a time: whatever the reader does meanwhile waits for no more than that. */
  #whenIdle(): void {
    if (this.#idle !== 0 || this.#ahead.length === 0) return;
    this.#idle = requestIdleCallback(() => {
      void this.#drawAhead().finally(() => {
        this.#idle = 0;
        this.#whenIdle();
      });
    });
  }

  async #drawAhead(): Promise<void> {
    if (this.#working) return;
    const next = this.#ahead.splice(0, SHEET).filter((plan) => !this.#strokes.has(keyOf(plan)));
    if (next.length > 0 && !(await this.#draw(next))) this.#ahead = [];
  }

  async #sheet(mermaid: Mermaid, spacing: number, strokes: readonly Plan[]): Promise<string> {
    if (this.#configured !== spacing) {
      mermaid.initialize(mermaidConfig(spacing));
      this.#configured = spacing;
    }
    this.#count += 1;
    // A fresh id each time: mermaid removes whatever else bears the same one.
    const { svg } = await mermaid.render(`auth-lab-${String(this.#count)}`, mermaidSource(strokes));
    return svg;
  }

  async #load(): Promise<Mermaid> {
    this.#mermaid ??= this.#loaded();
    try {
      return await this.#mermaid;
    } catch (error) {
      // The next drawing tries again.
      this.#mermaid = null;
      throw error;
    }
  }

  /** Mermaid, when it has drawn once out of sight: its first drawing takes ten times as long as the others. */
  async #loaded(): Promise<Mermaid> {
    // What can be read is on the page before mermaid's code runs.
    await this.#nextFrame();
    const { default: mermaid } = await import('mermaid');
    // Each in a task of its own, so that the page is heard in between.
    await anotherTask();
    await this.#sheet(mermaid, FIRST_SPACING, likelyStrokes(FIRST_SPACING, 2).slice(0, 3));
    await anotherTask();
    return mermaid;
  }

  async #nextFrame(): Promise<void> {
    await new Promise((resolve) => {
      requestAnimationFrame(resolve);
      // A hidden page has no frames.
      setTimeout(resolve, 50);
    });
    await anotherTask();
    this.#frameSpent = 0;
  }
}

function anotherTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

/** By values alone: whoever made a plan wrote its members in an order of its own. */
function keyOf({ spacing, lanes, open, strokes }: Plan): string {
  const drawn = strokes.map((stroke) =>
    stroke.type === 'note'
      ? [stroke.from, stroke.to, stroke.lines]
      : [stroke.from, stroke.to, stroke.dashed, stroke.lost, stroke.lines],
  );
  return JSON.stringify([spacing, lanes, open, drawn]);
}
