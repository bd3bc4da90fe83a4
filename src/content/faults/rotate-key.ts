import type { Fault } from '../../model';
import { restartEveryNode } from './parts/node';
import { secretOf, whySecretStays } from './parts/secrets';

/** As a deployment should do it: the new secret signs, the old one is still accepted for a while. */
export const rotateKey: Fault = {
  id: 'rotate-key',
  kind: 'keys',
  title: 'Rotate the secret with an overlap',
  teaches:
    'While the old secret is still accepted, nothing that it signed is refused for it; later it can go unnoticed.',
  target: 'server',
  unavailable: whySecretStays,
  strike: async (tools) => {
    tools.replaceSecret(secretOf(tools.deployment.app), { overlap: true });
    await restartEveryNode(tools);
  },
};
