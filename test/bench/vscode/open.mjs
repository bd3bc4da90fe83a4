import { fileURLToPath } from 'node:url';
import { launchWorkbench } from '../../../scripts/vscode/workbench.mjs';

const BENCH_EXTENSIONS = ['empty', 'empty-panel', 'stopwatch'].map((name) =>
  fileURLToPath(new URL(`extensions/${name}`, import.meta.url)),
);

export const AUTH_LAB = 'auth-lab.auth-lab';
export const EMPTY = 'auth-lab-bench.empty';

/**
 * A VS Code that nobody has used: new server, new browser profile, nothing cached, with Auth Lab and the bench's own
 * extensions installed in it.
 *
 * @param {object} options
 * @param {string} options.product the folder that holds Auth Lab as it is packaged
 * @param {Record<string, string>} [options.env] what the extension host finds in its environment besides
 */
export function openFreshWorkbench({ product, env = {} }) {
  return launchWorkbench({ installed: [product, ...BENCH_EXTENSIONS], env });
}
