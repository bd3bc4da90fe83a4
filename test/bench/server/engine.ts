import { AddressBook } from '../../../src/lab/address';
import { AppNode } from '../../../src/lab/app-node';
import { VirtualClock } from '../../../src/lab/clock';
import { Gatekeeper } from '../../../src/lab/gatekeeper';
import { Recorder } from '../../../src/lab/recorder';
import { Secrets } from '../../../src/lab/secrets';
import type { BenchServerReport } from './report';

/**
 * An app as the lab runs it: the instrumented node in a process of its own, every event through the gatekeeper at
 * pace 0 and into the recorder. Wired as a run wires it, without a scenario, so that anybody can ask the server.
 */
async function main(app: string): Promise<void> {
  const report = (message: BenchServerReport): void => void process.send?.(message);
  const clock = new VirtualClock();
  let recorded = 0;
  const recorder = new Recorder(clock, () => (recorded += 1));
  const gates = new Gatekeeper(
    recorder,
    { atGate: () => Promise.resolve(), endsAfter: () => false, changed: () => undefined },
    { running: true, pace: 0 },
  );
  const addresses = new AddressBook();
  const node = new AppNode('app', app, addresses.fileOf('app.hold'), {
    announced: ({ id, event }) =>
      gates.announce('app', event, () => node.order({ type: 'release', id, now: clock.now })),
    exited: () => undefined,
    printed: (text) => process.stderr.write(text),
  });
  process.on('disconnect', () => {
    void node.kill().finally(() => {
      addresses.dispose();
      process.exit(0);
    });
  });
  process.on('message', () => report({ recorded }));

  const address = addresses.addressOf('app');
  await node.start({
    address,
    seed: 'bench',
    now: clock.now,
    store: { kind: 'memory' },
    users: addresses.fileOf('users.sqlite'),
    tokenStore: addresses.fileOf('tokens.sqlite'),
    storeActor: 'store',
    algorithm: 'HS256',
    secrets: new Secrets('HS256', 'bench', 'stateful').current,
    edited: null,
    thiefSite: addresses.addressOf('thief-site'),
  });
  report({ address });
}

void main(process.argv[2] ?? '');
