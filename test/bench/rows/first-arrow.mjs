import { inTurn } from '../measure.mjs';
import { compare } from '../row.mjs';
import { openFreshWorkbench } from '../vscode/open.mjs';
import { PaintWatch } from '../vscode/paint-watch.mjs';

const ROUNDS = 4;
const MESSAGE = '[data-testid="message"]';
const LINE = '[data-testid="empty"]';

/** @type {import('../row.mjs').Row} */
export default {
  id: 'first-arrow',
  title: 'Command to first paint, everything cold',
  async measure({ product, onRound }) {
    const samples = await inTurn({
      rounds: ROUNDS,
      onRound,
      ours: () => fromCommandToPaint(product, 'Auth: Start Stateful Demo', MESSAGE),
      beside: () => fromCommandToPaint(product, 'Bench: Open Empty Panel', LINE),
    });
    return {
      comparisons: [
        compare({
          title: 'Enter in the command palette to the first message on screen',
          unit: 'ms',
          names: ['first arrow', 'empty panel'],
          samples,
          limit: { text: 'at most 1.5 s', holds: (ours) => ours <= 1500 },
        }),
      ],
    };
  },
};

/**
 * Each in a VS Code that has just been started: nothing of the extension, the lab or the panel has been loaded before.
 *
 * @param {string} product
 * @param {string} command
 * @param {string} selector
 */
async function fromCommandToPaint(product, command, selector) {
  const workbench = await openFreshWorkbench({ product });
  try {
    const watch = new PaintWatch(workbench.page);
    await watch.begin(selector);
    await workbench.chooseCommand(command);
    return await watch.fromEnter();
  } finally {
    await workbench.close();
  }
}
