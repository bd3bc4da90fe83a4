import type { Fault } from '../../model';

/** A deployment that replaces the secret at once, without accepting the old one for a while. */
export const newSecret: Fault = {
  id: 'new-secret',
  title: 'Restart with a new secret',
  teaches: 'Every cookie or token signed with the old secret is refused, however fresh: the key is state, too.',
  target: 'app',
  unavailable: () => null,
  strike: async (tools) => {
    if (tools.isUp('app')) await tools.kill('app');
    tools.replaceSecret(tools.app === 'stateless' ? 'signing' : 'cookie');
    await tools.start('app');
  },
};
