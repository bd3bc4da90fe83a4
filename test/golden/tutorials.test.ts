import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { tutorialIds } from '../../src/content/tutorials';
import type { Intervention } from '../../src/model';
import { GuidedRun } from '../../src/process/guided-run';
import { parseTutorial, playTutorial, readGlossary, type TutorialReport } from '../../src/tutorial';
import { draft } from '../../src/tutorial/draft';
import { LAB, LabRun } from './lab-run';

const CLI = resolve(import.meta.dirname, '../../dist/cli.js');

describe('The course', () => {
  // Every step of every tutorial happens in a real lab.
  it('comes true, step by step, as the transcript says', { timeout: 420_000 }, async () => {
    const words = ['tutorial', '--all', '--format', 'json'];
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [CLI, ...words], {
      maxBuffer: 256 << 20,
    }).catch((error: unknown) => error as { readonly stdout: string; readonly stderr: string });
    expect(stderr).toBe('');
    const reports = JSON.parse(stdout) as TutorialReport[];
    expect(reports.map(({ tutorial }) => tutorial)).toEqual(tutorialIds);
    const broken = reports.flatMap(({ tutorial, steps }) =>
      steps.filter(({ outcome }) => outcome !== 'done').map(({ step, notes }) => ({ tutorial, step, notes })),
    );
    expect(broken).toEqual([]);
    await expect(transcript(reports)).toMatchFileSnapshot('transcripts/tutorials.txt');
  });
});

/** What each step asks, and what really came of it. */
function transcript(reports: readonly TutorialReport[]): string {
  const lines = reports.flatMap(({ title, steps }) => [
    title,
    ...steps.flatMap(({ title: heading, events, prediction }, index) => [
      `  ${index + 1}. ${heading} (${events.length} events)`,
      ...(prediction ? [`     ${prediction.question}`, `     → ${prediction.says ?? 'nothing of it'}`] : []),
    ]),
    '',
  ]);
  return lines.join('\n');
}

describe('A draft from a run', () => {
  const runs: readonly (readonly [name: string, what: readonly Intervention[]])[] = [
    ['nothing was done to', []],
    ['a server was killed in', [{ type: 'inject', fault: 'kill', values: { node: 'app' } }]],
    [
      'the clock was moved in, and then a role changed',
      [
        { type: 'advanceClock', ms: 60_000 },
        { type: 'inject', fault: 'change-role' },
      ],
    ],
  ];

  it.for(runs)('that %s comes true as it stands', async ([, interventions]) => {
    const run = new LabRun();
    try {
      await run.start('stateful', { hold: true });
      await run.until(() => run.state?.phase === 'held');
      run.send({ type: 'runTo', target: { type: 'event', kind: 'password.checked', nth: 2 } });
      await run.until(() => run.kinds().includes('password.checked') && run.state?.phase === 'held');
      for (const [index, what] of interventions.entries()) {
        run.send({ type: 'intervene', what });
        await run.until(() => run.interventions.length > index || run.failures.length > 0);
      }
      run.send({ type: 'runTo', target: { type: 'end' } });
      await run.ended();
      expect(run.failures).toEqual([]);
      expect(run.interventions).toHaveLength(interventions.length);
    } finally {
      await run.dispose();
    }
    const text = draft({
      scenario: 'stateful',
      title: 'Stateful: a session',
      setup: {},
      trace: run.trace,
      interventions: run.interventions,
    });
    const { tutorial, diagnostics } = parseTutorial(text, { glossary: await glossary() });
    expect(diagnostics).toEqual([]);
    const guided = new GuidedRun(LAB, 'test');
    try {
      const { outcome, steps } = await playTutorial(tutorial!, guided);
      expect(steps.flatMap(({ notes }) => notes)).toEqual([]);
      expect(outcome).toBe('completed');
    } finally {
      await guided.dispose();
    }
  });
});

async function glossary() {
  const file = resolve(import.meta.dirname, '../../src/content/tutorials/glossary.yaml');
  return readGlossary({ text: await readFile(file, 'utf8'), line: 1 }, () => undefined);
}
