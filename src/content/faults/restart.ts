import type { Fault } from '../../model';
import { NODE_PARAMETER, restartNode, whyNoSuchNode } from './parts/node';

/** The server process is killed, if it still runs, and started anew with the same secrets. */
export const restart: Fault = {
  id: 'restart',
  kind: 'node',
  title: 'Restart the server',
  teaches: 'A new process has the same secrets but an empty memory: sessions kept there are lost, tokens still verify.',
  target: 'server',
  parameters: [NODE_PARAMETER],
  unavailable: whyNoSuchNode,
  strike: (tools, values) => restartNode(tools, values.text('node')),
};
