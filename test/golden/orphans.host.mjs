// Stands in for an extension host: forks a lab, steps it to some gate, says where it stands, and waits to be killed.
import { fork } from 'node:child_process';
import { join } from 'node:path';

const [scenario, steps] = [process.argv[2], Number(process.argv[3])];
const lab = fork(join(import.meta.dirname, '../../dist/lab.js'), [], {
  execArgv: [],
  stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
});
let left = steps;

process.on('disconnect', () => process.exit(0));
lab.on('message', (report) => {
  if (report.type === 'ready') {
    lab.send({ type: 'start', scenario, seed: 'orphans', hold: true, pace: 0, inject: [] });
  }
  if (report.type === 'state' && report.state.phase === 'held') {
    if (left-- > 0) lab.send({ type: 'step' });
    else process.send(lab.pid);
  }
});
