import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { authLab, run, startHeld, stepToTheEnd, stepUntil, until } from './support';

describe('The session store', () => {
  for (const [how, destroy] of [
    ['one session is', (sid: string) => run('destroySession', { sid })],
    ['all sessions are', () => run('destroyAllSessions', { confirmed: true })],
  ] as const) {
    it(`shows who is logged in, and logs them out when ${how} destroyed by hand`, async () => {
      const lab = await authLab();
      await startHeld(lab, 'startStateful');
      assert.deepEqual(await lab.sessions(), []);
      await stepUntil(lab, 'cookie.stored');
      const [session, ...others] = await lab.sessions();
      assert.deepEqual([session?.user, others], ['alice', []]);

      const before = lab.trace().length;
      await destroy(session?.sid ?? '');
      await until(lab, () =>
        lab
          .trace()
          .slice(before)
          .some(({ kind }) => kind === 'store.answered'),
      );
      assert.deepEqual(await lab.sessions(), []);
      await stepToTheEnd(lab);
      const statuses = lab.trace().flatMap((event) => (event.kind === 'response.received' ? [event.data.status] : []));
      assert.deepEqual(statuses.slice(3), [401, 401, 401, 204, 401]);
    });
  }

  it('keeps its sessions when the question is not answered', async () => {
    const lab = await authLab();
    await startHeld(lab, 'startStateful');
    await stepUntil(lab, 'cookie.stored');
    // VS Code refuses to open a dialog while it is under test.
    await run('destroyAllSessions');
    assert.equal((await lab.sessions()).length, 1);
  });

  it('has its own view', async () => {
    await authLab();
    await run('inspectSessionStore');
    await vscode.commands.executeCommand('authLab.sessions.focus');
  });
});
