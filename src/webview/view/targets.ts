import type { FaultDesk, Target } from '../panel/fault-desk';

/**
 * Makes the actors and messages of a diagram places where things can go wrong: each has a menu, and a failure can be
 * dropped on it. One listener for all of them, however many there are.
 */
export class Targets {
  constructor(readonly desk: FaultDesk) {}

  /** @returns a function that lets go of the box */
  attach(box: HTMLElement): () => void {
    const abort = new AbortController();
    const options = { signal: abort.signal };
    let over: HTMLElement | null = null;
    const mark = (element: HTMLElement | null): void => {
      if (over === element) return;
      if (over) delete over.dataset['over'];
      if (element) element.dataset['over'] = '';
      over = element;
    };
    box.addEventListener(
      'contextmenu',
      (event) => {
        const element = elementOf(event);
        const target = element && this.#targetOf(element);
        if (!target) return;
        event.preventDefault();
        // A key gives no place of its own.
        if (event.clientX === 0 && event.clientY === 0) this.openMenu(element);
        else this.desk.menu.value = { target, x: event.clientX, y: event.clientY, opener: element };
      },
      options,
    );
    // The cards stay where they are: giving one the focus must not scroll the diagram under it.
    box.addEventListener(
      'pointerdown',
      (event) => {
        const element = elementOf(event);
        if (element?.dataset['actor'] === undefined) return;
        event.preventDefault();
        element.focus({ preventScroll: true });
      },
      options,
    );
    box.addEventListener(
      'click',
      (event) => {
        const element = elementOf(event);
        if (element?.dataset['actor'] !== undefined) this.openMenu(element);
      },
      options,
    );
    box.addEventListener(
      'dragover',
      (event) => {
        const element = elementOf(event);
        const takes = element !== null && this.#takes(element);
        mark(takes ? element : null);
        if (takes) event.preventDefault();
      },
      options,
    );
    box.addEventListener(
      'dragleave',
      ({ relatedTarget }) => {
        if (!(relatedTarget instanceof Node && box.contains(relatedTarget))) mark(null);
      },
      options,
    );
    box.addEventListener(
      'drop',
      (event) => {
        const element = elementOf(event);
        const fault = this.desk.dragged.value;
        const target = element && this.#targetOf(element);
        mark(null);
        if (!fault || !target || !this.#takes(element)) return;
        event.preventDefault();
        this.desk.dragged.value = null;
        if (this.desk.reason(fault) !== null && this.desk.presetWhen(fault, target) === 'now') {
          // Not now, but perhaps later: the form says why, and asks when.
          this.desk.show(target, fault);
        } else this.desk.strike(fault, target);
      },
      options,
    );
    return () => abort.abort();
  }

  /** Opens the menu of an actor or a message under it. */
  openMenu(element: HTMLElement): void {
    const target = this.#targetOf(element);
    if (!target) return;
    const { left, bottom, width } = element.getBoundingClientRect();
    this.desk.menu.value = { target, x: left + Math.min(width / 2, 40), y: bottom - 4, opener: element };
  }

  #takes(element: HTMLElement): boolean {
    const fault = this.desk.dragged.value;
    const target = this.#targetOf(element);
    return fault !== null && target !== null && this.desk.panel.live && this.desk.concerning(target).includes(fault);
  }

  #targetOf({ dataset }: HTMLElement): Target | null {
    const { actor, seq } = dataset;
    return actor === undefined ? this.desk.message(Number(seq)) : this.desk.actor(actor);
  }
}

function elementOf({ target }: Event): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('.press[data-seq], .lane[data-actor]') : null;
}
