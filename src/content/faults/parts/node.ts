import type { FaultParameter, FaultReader, FaultTools } from '../../../model';

/** Which of the run's servers it happens to. */
export const NODE_PARAMETER: FaultParameter = { id: 'node', title: 'Server', type: 'node', default: 'app' };

/** Why the chosen server is not part of this run, or null. */
export function whyNoSuchNode(tools: FaultTools, values: FaultReader): string | null {
  const node = values.text('node');
  return tools.nodes.includes(node) ? null : `This run has no server "${node}".`;
}

/** Why the chosen server cannot be asked anything now, or null. */
export function whyNodeIsDown(tools: FaultTools, values: FaultReader): string | null {
  return whyNoSuchNode(tools, values) ?? (tools.isUp(values.text('node')) ? null : 'The server is down.');
}

/** Replaces a server's process: the one that runs is killed, a new one starts. */
export async function restartNode(tools: FaultTools, node: string): Promise<void> {
  if (tools.isUp(node)) await tools.kill(node);
  await tools.start(node);
}

/** One server after the other, as a rolling deployment does it. */
export async function restartEveryNode(tools: FaultTools): Promise<void> {
  for (const node of [...tools.nodes]) await restartNode(tools, node);
}

/** Why servers can be neither added nor removed, or null. */
export function whyNoBalancer(tools: FaultTools): string | null {
  return tools.deployment.nodes > 1 ? null : 'This run has one server and no load balancer before it.';
}
