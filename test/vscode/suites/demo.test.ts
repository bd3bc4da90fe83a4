import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Trace } from '../../../src/model';
import { diagram, type Message } from '../../../src/projections/diagram';
import { authLab, phase, run, startHeld, step, stepToTheEnd, stepUntil, strike } from './support';

function messages(trace: Trace): Message[] {
  return diagram(trace)
    .sections.flatMap(({ items }) => items)
    .filter((item): item is Message => item.type === 'message');
}

function statuses(trace: Trace): number[] {
  return trace.flatMap((event) => (event.kind === 'response.received' ? [event.data.status] : []));
}

const DEMOS = [
  { command: 'startStateful', story: [401, 401, 200, 200, 200, 403, 204, 401] },
  { command: 'startStateless', story: [401, 401, 200, 200, 200, 403, 200, 401] },
] as const;

for (const { command, story } of DEMOS) {
  describe(command, () => {
    it('steps to the end, and every message of the diagram is an event that happened', async () => {
      const lab = await authLab();
      await startHeld(lab, command);
      // With its view there, each step goes the whole way: palette, view, host, lab.
      await lab.panel.whenReady();
      await stepToTheEnd(lab);
      const trace = lab.trace();
      assert.deepEqual(
        trace.map(({ seq }) => seq),
        [...trace.keys()],
      );
      assert.equal(trace.at(-1)?.kind, 'run.ended');
      assert.deepEqual(statuses(trace), story);
      assert.ok(messages(trace).length > 2 * story.length);
      for (const { seq, evidence } of messages(trace)) for (const each of [seq, ...evidence]) assert.ok(trace[each]);
      assert.equal(lab.failure(), null);
    });

    it('tells the same when it plays', async () => {
      const lab = await authLab();
      const stepped = lab.trace();
      await startHeld(lab, command);
      await lab.panel.receive({ type: 'pace', pace: 0 });
      await run('play');
      await phase(lab, 'ended');
      assert.deepEqual(lab.trace(), stepped);
    });
  });
}

describe('A running demo', () => {
  it('pauses, plays and stops', async () => {
    const lab = await authLab();
    await startHeld(lab, 'startStateful');
    await run('play');
    await phase(lab, 'running');
    await run('pause');
    await phase(lab, 'held');
    await step(lab);
    const reached = lab.trace().length;
    await run('stop');
    await phase(lab, 'ended');
    assert.ok(lab.trace().length >= reached);
    assert.equal(lab.failure(), null);
  });

  it('begins again with Restart', async () => {
    const lab = await authLab();
    await startHeld(lab, 'startStateful');
    await stepUntil(lab, 'request.sent');
    const first = lab.trace();
    await lab.panel.receive({ type: 'pace', pace: 0 });
    await run('restart');
    await phase(lab, 'ended');
    assert.deepEqual(lab.trace().slice(0, first.length), first);
  });

  it('forgets its sessions with the server process', async () => {
    const lab = await authLab();
    await startHeld(lab, 'startStateful');
    await stepUntil(lab, 'cookie.stored');
    assert.equal((await lab.sessions()).length, 1);
    await strike(lab, { fault: 'restart' });
    assert.ok(lab.trace().some(({ kind }) => kind === 'node.exited'));
    await stepToTheEnd(lab);
    assert.deepEqual(statuses(lab.trace()).slice(-5), [401, 401, 401, 204, 401]);
    assert.equal((await lab.sessions()).length, 0);
  });
});

describe('The installed extension', () => {
  it('offers its tools to language models', async () => {
    await authLab();
    const names = vscode.lm.tools.map(({ name }) => name).filter((name) => name.startsWith('authLab_'));
    assert.deepEqual(names.toSorted(), ['authLab_decodeJwt', 'authLab_lintJwt']);
  });
});
