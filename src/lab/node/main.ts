import type { AppId } from '../../model';

/**
 * One bundle for every server: what they share is there once, and each process loads its own program alone. Which one
 * it is stands on the command line.
 */
const PROGRAMS: Readonly<Record<AppId, () => Promise<unknown>>> = {
  stateful: () => import('./stateful'),
  'stateful-naive': () => import('./stateful-naive'),
  'encrypted-cookie': () => import('./encrypted-cookie'),
  stateless: () => import('./stateless'),
  'stateless-denylist': () => import('./stateless-denylist'),
  'stateless-version': () => import('./stateless-version'),
  'stateless-naive': () => import('./stateless-naive'),
  'stateless-refresh': () => import('./stateless-refresh'),
};

const program = process.argv[2] ?? '';
if (Object.hasOwn(PROGRAMS, program)) void PROGRAMS[program as AppId]();
else {
  process.stderr.write('An app node is started by the lab: run "npm run lab -- run stateful".\n');
  process.exitCode = 2;
}
