import type { Fault } from '../../model';

/** The server process is killed, if it still runs, and started anew with the same secrets. */
export const restart: Fault = {
  id: 'restart',
  title: 'Restart the server',
  teaches: 'A new process has the same secrets but an empty memory: sessions kept there are lost, tokens still verify.',
  target: 'app',
  unavailable: () => null,
  strike: async (tools) => {
    if (tools.isUp('app')) await tools.kill('app');
    await tools.start('app');
  },
};
