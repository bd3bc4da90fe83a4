import type { Fault } from '../../model';
import { restartEveryNode } from './parts/node';
import { secretOf, whySecretStays } from './parts/secrets';

/** A deployment that replaces the secret at once, without accepting the old one for a while. */
export const newSecret: Fault = {
  id: 'new-secret',
  kind: 'keys',
  title: 'Restart with a new secret',
  teaches: 'Every cookie or token signed with the old secret is refused, however fresh: the key is state, too.',
  target: 'server',
  unavailable: whySecretStays,
  strike: async (tools) => {
    tools.replaceSecret(secretOf(tools.deployment.app));
    await restartEveryNode(tools);
  },
};
