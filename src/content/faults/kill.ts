import type { Fault } from '../../model';

/** The server process ends as by `kill -9`: no handler runs, nothing is saved. */
export const kill: Fault = {
  id: 'kill',
  title: 'Kill the server',
  teaches: 'Open connections break, and whatever the process kept in memory is gone.',
  target: 'app',
  unavailable: (tools) => (tools.isUp('app') ? null : 'The server is already down.'),
  strike: (tools) => tools.kill('app'),
};
