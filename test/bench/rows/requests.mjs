import { join } from 'node:path';
import { inTurn } from '../measure.mjs';
import { compare } from '../row.mjs';
import { load } from '../server/load.mjs';
import { startServer } from '../server/start.mjs';

const APPS = ['stateful', 'stateless'];
const NAMES = ['ungated, recorded', 'bare Express'];
const ROUNDS = 5;
const WARM_UP = 300;
/** How many requests, and over how many connections, for each of the two questions. */
const THROUGHPUT = { requests: 1000, connections: 10 };
const LATENCY = { requests: 200, connections: 1 };

/** @type {import('../row.mjs').Row} */
export default {
  id: 'requests',
  title: 'GET /profile with a valid credential, over a Unix socket',
  async measure({ session, programs, onRound }) {
    const results = [];
    for (const app of APPS) results.push(await measureApp({ session, programs, onRound, app }));
    return {
      comparisons: results.flatMap(({ comparisons }) => comparisons),
      checks: results.map(({ check }) => check),
    };
  },
};

async function measureApp({ session, programs, onRound, app }) {
  const engine = await startServer(session, [join(programs, 'engine.js'), app]);
  const bare = await startServer(session, [join(programs, `bare-${app}.js`)]);
  for (const server of [engine, bare]) await load({ ...server, ...THROUGHPUT, requests: WARM_UP });
  const before = await engine.recorded();
  const perSecond = await inTurn({
    rounds: ROUNDS,
    onRound,
    ours: async () => (await load({ ...engine, ...THROUGHPUT })).perSecond,
    beside: async () => (await load({ ...bare, ...THROUGHPUT })).perSecond,
  });
  const latency = await inTurn({
    rounds: ROUNDS,
    onRound,
    ours: async () => (await load({ ...engine, ...LATENCY })).latency,
    beside: async () => (await load({ ...bare, ...LATENCY })).latency,
  });
  const events = ((await engine.recorded()) - before) / (ROUNDS * (THROUGHPUT.requests + LATENCY.requests));
  await engine.close();
  await bare.close();
  return {
    comparisons: [
      compare({
        title: `${app}, ${THROUGHPUT.connections} connections`,
        unit: 'requests/s',
        better: 'higher',
        names: NAMES,
        samples: perSecond,
      }),
      compare({ title: `${app}, one at a time, median latency`, unit: 'ms', names: NAMES, samples: latency }),
    ],
    check: { text: `${app}: ${events} events recorded for each request`, met: Number.isInteger(events) && events > 0 },
  };
}
