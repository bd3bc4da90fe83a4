import type { Fault } from '../../model';
import { NODE_PARAMETER, whyNoBalancer, whyNoSuchNode } from './parts/node';

/** As when a cluster shrinks at night. */
export const removeNode: Fault = {
  id: 'remove-node',
  kind: 'node',
  title: 'Remove a server',
  teaches: 'Its users go on with another server; what only its own memory knew of them is gone.',
  target: 'server',
  parameters: [NODE_PARAMETER],
  unavailable: (tools, values) =>
    whyNoBalancer(tools) ??
    whyNoSuchNode(tools, values) ??
    (tools.nodes.length > 1 ? null : 'The last server cannot be removed.'),
  strike: (tools, values) => tools.removeNode(values.text('node')),
};
