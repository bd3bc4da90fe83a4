import type { Fault } from '../../model';
import { MOST_NODES } from '../../model/setup-words';
import { whyNoBalancer } from './parts/node';

export const addNode: Fault = {
  id: 'add-node',
  kind: 'node',
  title: 'Add a server',
  teaches: "A new server has the same secrets and shares the store, if there is one to share; it has nobody's memory.",
  target: 'balancer',
  unavailable: (tools) =>
    whyNoBalancer(tools) ?? (tools.nodes.length < MOST_NODES ? null : `A run has at most ${MOST_NODES} servers.`),
  strike: (tools) => tools.addNode(),
};
