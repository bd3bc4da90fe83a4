import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, test } from 'vitest';
import { faultCards } from '../../src/content/fault-cards';
import {
  BALANCING,
  SIGNING_ALGORITHMS,
  STORE_KINDS,
  TOKEN_MODES,
  type EventKind,
  type FaultCard,
  type FaultValues,
  type Frequency,
  type Intervention,
  type Setup,
} from '../../src/model';
import { descendantsOf, isAlive, survivorsOf } from './processes';
import { LabRun } from './lab-run';
import { Dice } from './dice';

/** An hour is 10,000 of them; a shorter while tells as much each time that the tests run. */
const ACTIONS = Number(process.env['AUTH_LAB_ACTIONS'] ?? 500);
/** A learner begins anew now and then, with another deployment. */
const ACTIONS_A_RUN = 100;
const AT: readonly EventKind[] = [
  'request.sent',
  'request.received',
  'store.asked',
  'store.answered',
  'password.checked',
  'token.verified',
  'response.started',
  'response.ended',
  'cookie.stored',
  'act.started',
];

/** Nothing that a learner does takes so long, whatever else the machine does. Real ms. */
const PATIENCE = 120_000;

/** Somebody who does whatever comes to mind, for an hour. */
describe('a learner who injects failures at random', () => {
  test(`does ${ACTIONS} things, and the lab still steps`, { timeout: 3_600_000 }, async () => {
    const dice = new Dice('random driver');
    const did: string[] = [];
    const done = { steps: 0, struck: 0, refused: 0, runs: 0, unclosed: 0 };
    for (let actions = 0; actions < ACTIONS; done.runs += 1) {
      const run = new LabRun();
      const pids = new Set<number>();
      try {
        const setup = randomSetup(dice);
        await run.start(dice.pick(['stateful', 'stateless']), { hold: true, setup, seed: `run ${done.runs}` });
        await run.until(() => run.state?.phase === 'held');
        did.length = 0;
        for (let action = 0; action < ACTIONS_A_RUN && actions < ACTIONS; action++, actions++) {
          if (run.state?.phase === 'ended') break;
          if (action % 10 === 0) for (const pid of descendantsOf(run.pid ?? 0)) pids.add(pid);
          if (dice.chance(0.5)) {
            did.push('step');
            await inTime(run.step());
            done.steps += 1;
            continue;
          }
          const what = randomIntervention(dice);
          const [before, refused] = [run.interventions.length, run.failures.length];
          did.push(JSON.stringify(what));
          run.send({ type: 'intervene', what });
          await inTime(run.until(() => run.interventions.length > before || run.failures.length > refused));
          if (run.interventions.length > before) done.struck += 1;
          else done.refused += 1;
          // Nothing may get so stuck that the next step does not come, or stop halfway.
          throwIfBroken(run);
        }
        // The rest by itself: it must come to its end, whatever was done to it.
        run.send({ type: 'intervene', what: { type: 'lift' } });
        run.send({ type: 'pace', pace: 0 });
        run.send({ type: 'run' });
        did.push('run');
        await inTime(run.ended());
        throwIfBroken(run);
        done.unclosed += unclosed(run);
      } catch (error) {
        const state = JSON.stringify({ ...run.state, faults: undefined });
        const last = run.trace.slice(-5).map((event) => JSON.stringify(event));
        throw new Error(
          `${String(error)} Run ${done.runs} had come to:\n${last.join('\n')}\nin state ${state}, after:\n${did.join('\n')}`,
          { cause: error },
        );
      } finally {
        await run.dispose();
      }
      expect(await survivorsOf(pids), 'processes left behind').toEqual([]);
    }
    expect(foldersLeft(), 'folders left behind').toEqual([]);
    expect(done.unclosed, 'requests that never came to an end').toBe(0);
    process.stdout.write(`${ACTIONS} actions in ${done.runs} runs: ${JSON.stringify(done)}\n`);
  });
});

/** @throws what the lab says of a run, or of a failure, that could not go on */
function throwIfBroken({ failures }: LabRun): void {
  const broken = failures.find(({ code, fatal }) => fatal || code === 'fault-broke');
  if (broken) throw new Error(broken.message);
}

/** @throws when it takes so long that it will never come */
async function inTime(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error('It hangs.')), PATIENCE);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function randomSetup(dice: Dice): Setup {
  return {
    store: dice.pick(STORE_KINDS),
    tokens: dice.pick(TOKEN_MODES),
    algorithm: dice.pick(SIGNING_ALGORITHMS),
    nodes: dice.pick([1, 1, 2, 3]),
    balancing: dice.pick(BALANCING),
  };
}

function randomIntervention(dice: Dice): Intervention {
  const how = dice.below(20);
  if (how < 2) return { type: 'lift' };
  if (how < 3) return { type: 'advanceClock', ms: 1 + dice.below(3_600_000) };
  if (how < 4) return { type: 'destroySessions' };
  if (how < 5) return { type: 'setCredential', client: 'browser', value: 'not a credential' };
  const card = dice.pick(faultCards);
  const order = { fault: card.id, values: randomValues(dice, card) };
  if (how < 12) return { type: 'inject', ...order };
  return { type: 'arm', ...order, at: { kind: dice.pick(AT) }, frequency: randomFrequency(dice) };
}

function randomFrequency(dice: Dice): Frequency {
  return dice.pick<Frequency>([
    { how: 'once' },
    { how: 'first', n: 1 + dice.below(3) },
    { how: 'chance', p: 0.5 },
    { how: 'always' },
  ]);
}

function randomValues(dice: Dice, { parameters }: FaultCard): FaultValues {
  return Object.fromEntries(
    parameters.flatMap((parameter): (readonly [string, string | number])[] => {
      if (dice.chance(0.5)) return [];
      switch (parameter.type) {
        case 'number':
          return [[parameter.id, parameter.min + dice.below(parameter.max - parameter.min + 1)]];
        case 'choice':
          return [[parameter.id, dice.pick(parameter.options).id]];
        case 'node':
          return [[parameter.id, dice.pick(['app', 'app-2', 'app-3'])]];
        case 'text':
          return [];
        default:
          return parameter satisfies never;
      }
    }),
  );
}

/** Requests that left a client and never got an answer, a loss or a refusal. */
function unclosed({ trace }: LabRun): number {
  const open = new Set<string>();
  for (const { kind, exchange = '', actor } of trace) {
    if (actor === 'balancer') continue;
    if (kind === 'request.sent') open.add(exchange);
    if (kind === 'response.received' || kind === 'response.lost' || kind === 'request.failed') open.delete(exchange);
  }
  return open.size;
}

function foldersLeft(): string[] {
  return readdirSync(tmpdir()).filter((name) => {
    const pid = /^auth-lab-(\d+)-/.exec(name)?.[1];
    return pid !== undefined && !isAlive(Number(pid));
  });
}
