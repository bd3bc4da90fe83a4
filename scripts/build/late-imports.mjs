// Keeps what activation does not need out of the file that activation reads. esbuild splits no CommonJS, so a module
// that the extension imports dynamically becomes a bundle of its own beside it.
import { basename, relative, resolve } from 'node:path';

/** Modules that wait until a command, a panel or a run asks for them. */
export const LATE = [
  'src/content/fault-cards.ts',
  'src/model/breakpoint-list.ts',
  'src/process/lab-process.ts',
  'src/process/strip-types.ts',
  'src/projections/links.ts',
  'src/projections/sessions.ts',
  'src/vscode/code-line.ts',
  'src/vscode/panel-door.ts',
  'src/vscode/commands/advance-clock.ts',
  'src/vscode/commands/breakpoints.ts',
  'src/vscode/commands/choose-deployment.ts',
  'src/vscode/commands/copy-message.ts',
  'src/vscode/commands/edit-server.ts',
  'src/vscode/commands/inject-failure.ts',
  'src/vscode/commands/set-speed.ts',
  'src/vscode/commands/show-server-code.ts',
  'src/vscode/charts/charts-desk.ts',
  'src/vscode/compare/attack-in-lab.ts',
  'src/vscode/compare/compare-flows.ts',
  'src/vscode/compare/compare-runs.ts',
  'src/vscode/exports/export-run.ts',
  'src/vscode/exports/import-run.ts',
  'src/vscode/stores/stores-desk.ts',
  'src/vscode/tokens/token-desk.ts',
  'src/vscode/tokens/token-keys.ts',
  'src/vscode/tokens/token-reading.ts',
  'src/vscode/truth/truth-desk.ts',
  'src/vscode/tutorials/tutorial-desk.ts',
];

/**
 * @returns {import('esbuild').Plugin}
 * The build fails when a module is imported dynamically that is not in the list: it would be bundled a second time.
 */
export function lateImports() {
  return {
    name: 'late-imports',
    setup(build) {
      build.onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir, kind }) => {
        if (kind !== 'dynamic-import') return undefined;
        const file = `${relative(process.cwd(), resolve(resolveDir, path)).replaceAll('\\', '/')}.ts`;
        if (!LATE.includes(file)) return { errors: [{ text: `${file} is missing in the list of late imports.` }] };
        return { path: `./late/${basename(file, '.ts')}.js`, external: true };
      });
    },
  };
}
