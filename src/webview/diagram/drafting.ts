import type { Mermaid } from 'mermaid';
import { mermaidConfig } from './mermaid-config';
import { takeDrawing, type Drawing } from './mermaid-dom';
import { mermaidSource } from './mermaid-source';
import type { Plan } from './plan';

/** Drawings that are kept: a segment is about 3 kB. */
const KEPT = 400;

/** Time a frame may spend on drawing before the page gets a chance to paint and to listen, in ms. */
const BUDGET = 12;

interface Order {
  readonly key: string;
  readonly plan: Plan;
  /** False once nobody waits for it any more. */
  wanted(): boolean;
  done(drawing: Drawing | null): void;
}

/**
 * Has mermaid draw plans, one at a time, newest orders as soon as possible but never more of them in one frame than
 * its budget allows. Equal plans are drawn once.
 */
export class Drafting {
  readonly #known = new Map<string, Drawing>();
  readonly #orders: Order[] = [];
  #mermaid: Promise<Mermaid> | null = null;
  #working = false;
  #count = 0;
  #configured = 0;
  #frameSpent = 0;

  /** @param report takes what mermaid could not draw: a bug, because plans hold no text of a run */
  constructor(readonly report: (error: unknown) => void) {}

  /** Loads mermaid and draws once out of sight: the first drawing takes ten times as long as the others. */
  async warmUp(): Promise<void> {
    const message = {
      type: 'message',
      dashed: false,
      lost: false,
      lines: 1,
      activates: null,
      deactivates: null,
    } as const;
    const strokes = [
      { ...message, from: 0, to: 1, activates: 1 },
      { ...message, from: 1, to: 1 },
      { ...message, from: 1, to: 0, deactivates: 1 },
    ];
    await this.#draw({ spacing: 200, lanes: 3, open: [], strokes });
  }

  /** A drawing that exists already. */
  known(plan: Plan): Drawing | undefined {
    return this.#known.get(keyOf(plan));
  }

  /**
   * Orders a drawing.
   * @returns a function that withdraws the order
   */
  order(plan: Plan, done: (drawing: Drawing | null) => void): () => void {
    let wanted = true;
    this.#orders.push({ key: keyOf(plan), plan, wanted: () => wanted, done });
    void this.#work();
    return () => {
      wanted = false;
    };
  }

  async #work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    for (let order = this.#orders.shift(); order; order = this.#orders.shift()) {
      if (!order.wanted()) continue;
      if (this.#frameSpent > BUDGET) await this.#nextFrame();
      const drawing = await this.#fetch(order);
      if (order.wanted()) order.done(drawing);
    }
    this.#working = false;
  }

  async #fetch({ key, plan }: Order): Promise<Drawing | null> {
    const known = this.#known.get(key);
    if (known) return known;
    const begun = performance.now();
    try {
      const drawing = await this.#draw(plan);
      if (this.#known.size >= KEPT) this.#known.delete(this.#known.keys().next().value ?? '');
      this.#known.set(key, drawing);
      return drawing;
    } catch (error) {
      this.report(error);
      return null;
    } finally {
      if (this.#frameSpent === 0) requestAnimationFrame(() => (this.#frameSpent = 0));
      this.#frameSpent += performance.now() - begun;
    }
  }

  async #draw(plan: Plan): Promise<Drawing> {
    const mermaid = await this.#load();
    if (this.#configured !== plan.spacing) {
      mermaid.initialize(mermaidConfig(plan.spacing));
      this.#configured = plan.spacing;
    }
    this.#count += 1;
    // A fresh id each time: mermaid removes whatever else bears the same one.
    const { svg } = await mermaid.render(`auth-lab-${String(this.#count)}`, mermaidSource(plan));
    return takeDrawing(svg, plan);
  }

  async #load(): Promise<Mermaid> {
    this.#mermaid ??= import('mermaid').then((module) => module.default);
    try {
      return await this.#mermaid;
    } catch (error) {
      // The next drawing tries again.
      this.#mermaid = null;
      throw error;
    }
  }

  async #nextFrame(): Promise<void> {
    await new Promise((resolve) => {
      requestAnimationFrame(resolve);
      // A hidden page has no frames.
      setTimeout(resolve, 50);
    });
    await new Promise((resolve) => setTimeout(resolve, 0));
    this.#frameSpent = 0;
  }
}

function keyOf(plan: Plan): string {
  return JSON.stringify(plan);
}
