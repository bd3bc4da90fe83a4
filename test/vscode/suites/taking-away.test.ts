import * as assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { authLab, phase, run, startHeld, stepUntil } from './support';

describe('A run that is taken away', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'auth-lab-exports-'));
  });
  after(() => rm(folder, { recursive: true }));

  const at = (name: string): vscode.Uri => vscode.Uri.file(join(folder, name));
  const text = (name: string): Promise<string> => readFile(join(folder, name), 'utf8');

  async function played(command: 'startStateful' | 'startStateless'): Promise<void> {
    const lab = await authLab();
    await startHeld(lab, command);
    await stepUntil(lab, command === 'startStateful' ? 'cookie.stored' : 'storage.written');
  }

  it('is written as each text, without secrets unless they are asked for', async () => {
    await played('startStateless');
    for (const [format, begins] of [
      ['markdown', '# '],
      ['mermaid', 'sequenceDiagram'],
      ['plantuml', '@startuml'],
      ['har', '{'],
      ['json', '['],
    ] as const) {
      await run('exportRun', { format, file: at(`run.${format}`) });
      const written = await text(`run.${format}`);
      assert.ok(written.includes(begins), `${format}: ${written.slice(0, 60)}`);
      assert.ok(!written.includes('wonderland'), format);
    }
    await run('exportRun', { format: 'har', secrets: true, file: at('whole.har') });
    assert.ok((await text('whole.har')).includes('wonderland'));
  });

  it('opens as a document', async () => {
    await played('startStateful');
    await run('exportRun', { format: 'mermaid', to: 'document' });
    assert.match(vscode.window.activeTextEditor?.document.getText() ?? '', /^sequenceDiagram/m);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('is drawn as a picture of lines and as one of dots', async () => {
    const lab = await authLab();
    await played('startStateful');
    await run('showPanel');
    await lab.panel.whenReady();
    await run('exportRun', { format: 'svg', file: at('run.svg') });
    assert.match(await text('run.svg'), /^<\?xml[^>]+>\s*<svg[^>]+xmlns/);
    await run('exportRun', { format: 'png', file: at('run.png') });
    assert.equal((await readFile(join(folder, 'run.png'))).subarray(1, 4).toString(), 'PNG');
  });

  it('comes back as it was, over and to be looked at', async () => {
    const lab = await authLab();
    await played('startStateful');
    const before = lab.trace();
    await run('exportRun', { format: 'json', secrets: true, file: at('run.json') });
    await startHeld(lab, 'startStateless');
    await run('importRun', { file: at('run.json'), replace: true });
    assert.deepEqual(lab.trace(), before);
    assert.equal(lab.state()?.phase, 'ended');
    await run('step');
    assert.deepEqual(lab.trace(), before);
    // Nobody knows what was done to it: playing its scenario would be another run under its name.
    await run('runAgainToHere', { seq: 3 });
    assert.deepEqual(lab.trace(), before);
    assert.equal(lab.branch(), null);
  });

  it('leaves the run of the moment alone when the file is none of ours', async () => {
    const lab = await authLab();
    await startHeld(lab, 'startStateful');
    const before = lab.trace();
    for (const [name, content] of Object.entries({
      'empty.json': '',
      'text.json': 'Dear diary',
      'other.json': '{"log":{"version":"1.2"}}',
      'none.json': '[]',
      'newer.json': '[{"seq":0,"at":0,"actor":"lab","boot":1,"kind":"tea.made","data":{}}]',
      'middle.json': JSON.stringify(before.slice(1)),
      'deep.json': `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
    })) {
      await writeFile(join(folder, name), content);
      await run('importRun', { file: at(name), replace: true });
      assert.deepEqual(lab.trace(), before, name);
    }
    await run('importRun', { file: at('not-there.json'), replace: true });
    assert.deepEqual(lab.trace(), before);
    await phase(lab, 'held');
  });
});
