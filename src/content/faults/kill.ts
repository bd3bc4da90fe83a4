import type { Fault } from '../../model';
import { NODE_PARAMETER, whyNoSuchNode } from './parts/node';

/** The server process ends as by `kill -9`: no handler runs, nothing is saved. */
export const kill: Fault = {
  id: 'kill',
  kind: 'node',
  title: 'Kill the server',
  teaches: 'Open connections break, and whatever the process kept in memory is gone.',
  target: 'server',
  parameters: [NODE_PARAMETER],
  unavailable: (tools, values) =>
    whyNoSuchNode(tools, values) ?? (tools.isUp(values.text('node')) ? null : 'The server is already down.'),
  strike: (tools, values) => tools.kill(values.text('node')),
};
