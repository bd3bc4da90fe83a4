import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { tutorialIds } from '../../../src/content/tutorials';
import type { Guide } from '../../../src/vscode/tutorials/guide';
import type { TutorialView } from '../../../src/vscode/tutorials/tutorial-view';
import { authLab, editorUntil, phase, run, startHeld, stepUntil, until } from './support';

type Lab = Awaited<ReturnType<typeof authLab>>;

/** Waits for something about the guide. The suite's own time limit ends a wait that is in vain. */
async function guided(guide: Guide, holds: () => boolean): Promise<void> {
  await new Promise<void>((resolve) => {
    if (holds()) return resolve();
    const listening = guide.onDidChange(() => {
      if (!holds()) return;
      listening.dispose();
      resolve();
    });
  });
}

/** Waits until the view is told something. */
async function posted(view: TutorialView, holds: (shown: TutorialView['shown']) => boolean): Promise<void> {
  await new Promise<void>((resolve) => {
    if (holds(view.shown)) return resolve();
    const listening = view.onPost((shown) => {
      if (!holds(shown)) return;
      listening.dispose();
      resolve();
    });
  });
}

/** Opens a tutorial at its first step, with nothing done and no run. */
async function begin(lab: Lab, id: string): Promise<Guide> {
  const desk = await lab.tutorials();
  await run('stop');
  await run('openTutorial', { tutorial: id });
  await run('forgetTutorial', { tutorial: id });
  await desk.guide.goTo(0);
  return desk.guide;
}

/** Presses the button of the step, and waits for it to come true. */
async function done(guide: Guide): Promise<void> {
  await run('doTutorialStep');
  await guided(guide, () => guide.taking?.stand.phase === 'done');
}

before(async () => {
  await vscode.workspace.getConfiguration('authLab').update('pace', 0, vscode.ConfigurationTarget.Global);
});

after(async () => {
  await vscode.workspace.getConfiguration('authLab').update('pace', undefined, vscode.ConfigurationTarget.Global);
});

afterEach(async () => {
  await run('stop');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
});

describe('Tutorials', () => {
  it('are listed in the order of the course, with their steps', async () => {
    const { nodes, library } = await (await authLab()).tutorials();
    const roots = await nodes.children();
    assert.deepEqual(
      roots.map(({ tutorial }) => tutorial.id),
      tutorialIds,
    );
    const [first] = roots;
    assert.ok(first);
    const steps = await nodes.children(first);
    assert.equal(steps.length, first.tutorial.steps.length);
    assert.equal((await library.entries()).length, tutorialIds.length);
  });

  it('tick a step when it has really happened, keep that, and go on where they were left', async () => {
    const lab = await authLab();
    const { progress, nodes } = await lab.tutorials();
    const guide = await begin(lab, 'what-is-state');
    const [first, second] = guide.taking!.tutorial.steps;
    const choice = first!.prediction!.choices[0]!.id;
    await run('predictTutorialStep', { choice });
    assert.equal(guide.taking?.stand.predicted, choice);
    await done(guide);
    assert.ok(lab.trace().length > 0);
    const kept = progress.progress.tutorials['what-is-state'];
    assert.deepEqual(kept?.done, [first!.id]);
    assert.equal(kept?.predictions[first!.id]?.choice, choice);
    const [root] = await nodes.children();
    assert.equal(nodes.item(root!).description, `1 of ${guide.taking.tutorial.steps.length}`);

    await run('nextTutorialStep');
    assert.equal(guide.step?.id, second!.id);
    await run('openTutorial', { tutorial: 'stateful-login' });
    await run('openTutorial', { tutorial: 'what-is-state' });
    assert.equal(guide.step?.id, second!.id);
  });

  it('do a step again from where it begins', async () => {
    const lab = await authLab();
    const guide = await begin(lab, 'stateful-login');
    await run('openTutorial', { tutorial: 'stateful-login', step: guide.taking!.tutorial.steps[2]!.id, play: true });
    await done(guide);
    const first = lab.trace().map(({ kind }) => kind);
    await done(guide);
    await guided(guide, () => !guide.isBusy);
    assert.equal(guide.astray, null);
    assert.equal(guide.taking?.stand.phase, 'done');
    assert.deepEqual(
      lab.trace().map(({ kind }) => kind),
      first,
    );
  });

  it('count what the learner does by hand like what the button does', async () => {
    const lab = await authLab();
    const guide = await begin(lab, 'stateful-login');
    await run('openTutorial', { tutorial: 'stateful-login', step: guide.taking!.tutorial.steps[2]!.id, play: true });
    assert.equal(guide.taking?.stand.phase, 'open');
    while (guide.taking?.stand.phase === 'open' && lab.state()?.phase === 'held') {
      const before = lab.trace().length;
      await run('step');
      await until(lab, () => lab.state()?.phase !== 'running' && lab.trace().length > before);
    }
    assert.equal(guide.taking?.stand.phase, 'done');
  });

  it('jump to any step with the run that leads there', async () => {
    const lab = await authLab();
    const guide = await begin(lab, 'stateful-login');
    const { steps } = guide.taking!.tutorial;
    for (let index = 0; index < 4; index += 1) {
      await done(guide);
      if (index < 3) await run('nextTutorialStep');
    }
    const walked = lab.trace().map(({ kind }) => kind);
    await run('stop');
    await run('openTutorial', { tutorial: 'stateful-login', step: steps[4]!.id, play: true });
    assert.equal(guide.taking?.index, 4);
    assert.deepEqual(
      lab.trace().map(({ kind }) => kind),
      walked,
    );
    assert.equal(guide.astray, null);
    await done(guide);
  });

  it('tell a learner who has wandered off where they are, and bring them back', async () => {
    const lab = await authLab();
    const { view } = await lab.tutorials();
    const guide = await begin(lab, 'stateful-login');
    await done(guide);
    await run('nextTutorialStep');

    await startHeld(lab, 'startStateless');
    assert.equal(guide.astray, 'other-run');
    await run('stop');
    await phase(lab, 'ended');
    await run('resetTutorialStep');
    assert.equal(guide.astray, null);
    await done(guide);

    await run('nextTutorialStep');
    await run('stop');
    await phase(lab, 'ended');
    assert.equal(guide.astray, 'run-over');
    await posted(view, (shown) => shown?.astray?.sentence.includes('is over') === true);
    await run('resetTutorialStep');
    assert.equal(guide.astray, null);

    // The server is killed under the step's feet: what it was to show does not happen.
    await run('injectFailure', { fault: 'kill', at: { kind: 'request.received' } });
    await run('doTutorialStep');
    await guided(guide, () => !guide.isBusy);
    assert.equal(guide.taking?.stand.phase, 'open');
    assert.equal(guide.astray, 'did-not-happen');
    await run('resetTutorialStep');
    await done(guide);
  });

  it('go on when the panel is closed', async () => {
    const lab = await authLab();
    const guide = await begin(lab, 'stateful-login');
    await done(guide);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await run('nextTutorialStep');
    await done(guide);
    await run('nextTutorialStep');
    await done(guide);
    assert.equal(lab.panel.isOpen(), true);
  });

  it('say what is missing, and open hints one by one', async () => {
    const lab = await authLab();
    const guide = await begin(lab, 'stateful-login');
    await run('checkTutorialStep');
    assert.ok(guide.taking?.lacking);
    const hints = guide.step!.hints.length;
    for (let pressed = 0; pressed < hints + 2; pressed += 1) await run('showTutorialHint');
    assert.equal(guide.taking.stand.hints, hints);
  });

  it('open the real code at a step that shows it', async () => {
    const lab = await authLab();
    const { view } = await lab.tutorials();
    const guide = await begin(lab, 'stateful-login');
    view.receive({ type: 'showCode', file: 'src/apps/stateful.ts', line: 12 });
    const shown = (): vscode.TextEditor | undefined =>
      vscode.window.visibleTextEditors.find(({ document }) => document.uri.scheme === 'auth-lab-code');
    await editorUntil(vscode.window.onDidChangeVisibleTextEditors, () => shown() !== undefined);
    await editorUntil(vscode.window.onDidChangeTextEditorSelection, () => shown()?.selection.active.line === 11);
    assert.ok(guide.taking);
  });

  it('copy a link to a step', async () => {
    const lab = await authLab();
    const guide = await begin(lab, 'stateful-login');
    await run('copyTutorialLink');
    const link = vscode.Uri.parse(await vscode.env.clipboard.readText());
    assert.equal(link.authority, 'auth-lab.auth-lab');
    assert.equal(link.path, `/tutorial/stateful-login/${guide.step!.id}`);
  });

  it('are told of ids that there are not, and stay where they are', async () => {
    const lab = await authLab();
    const guide = await begin(lab, 'stateful-login');
    for (const args of [{ tutorial: 'no-such' }, { tutorial: 'stateful-login', step: 'no-such' }]) {
      void run('openTutorial', args);
    }
    await run('checkTutorialStep');
    assert.equal(guide.taking?.tutorial.id, 'stateful-login');
    assert.equal(guide.taking.index, 0);
  });
});

describe('A step that opens the charts', () => {
  it('counts them once they have been measured, and at once where they are known', async function () {
    this.timeout(240_000);
    const lab = await authLab();
    const charts = await lab.charts();
    const guide = await begin(lab, 'the-size-of-things');
    await run('openTutorial', { tutorial: 'the-size-of-things', step: 'charts', play: true });
    await run('doTutorialStep');
    await guided(guide, () => !guide.isBusy);
    assert.equal(charts.state.phase, 'measuring');
    assert.equal(guide.taking?.stand.phase, 'open');
    assert.equal(guide.astray, null);
    await run('checkTutorialStep');
    assert.equal(guide.taking.lacking, 'the charts measured');
    await guided(guide, () => guide.taking?.stand.phase === 'done');
    assert.equal(charts.state.phase, 'done');

    await run('openTutorial', { tutorial: 'the-size-of-things', step: 'charts', play: true });
    await done(guide);
  });
});

describe('A server that the learner changes', () => {
  const address = vscode.Uri.from({ scheme: 'auth-lab-edited', path: '/edited/stateful.ts' });

  /** Replaces a piece of the copy, in its editor, and saves it. */
  async function change(from: string, to: string): Promise<void> {
    const document = await vscode.workspace.openTextDocument(address);
    const at = document.getText().indexOf(from);
    assert.notEqual(at, -1, from);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(address, new vscode.Range(document.positionAt(at), document.positionAt(at + from.length)), to);
    await vscode.workspace.applyEdit(edit);
    assert.equal(await document.save(), true);
  }

  it('is opened by its step, counts once it is changed and saved, and is what runs then', async () => {
    const lab = await authLab();
    const guide = await begin(lab, 'stateful-login');
    const { steps } = guide.taking!.tutorial;
    const index = steps.findIndex(({ id }) => id === 'your-own');
    await run('openTutorial', { tutorial: 'stateful-login', step: 'your-own', play: true });
    await run('doTutorialStep');
    await guided(guide, () => !guide.isBusy);
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.uri.toString(), address.toString());
    assert.match(editor.document.lineAt(editor.selection.active.line).text, /await regenerate\(req\);/);
    assert.equal(guide.taking?.stand.phase, 'open');
    assert.equal(guide.astray, null);
    await run('checkTutorialStep');
    assert.equal(guide.taking.lacking, 'the copy of the server changed and saved');

    // Whoever goes on without a change is told so, and nothing begins.
    const before = lab.trace();
    await run('openTutorial', { tutorial: 'stateful-login', step: 'known-number' });
    await run('doTutorialStep');
    await guided(guide, () => !guide.isBusy);
    assert.match(guide.taking.stand.notes.join(' '), /still as it was/);
    assert.deepEqual(lab.trace(), before);

    await run('openTutorial', { tutorial: 'stateful-login', step: 'your-own' });
    await change('    await regenerate(req);\n    req.session.user', '    req.session.user');
    await guided(guide, () => guide.taking?.stand.phase === 'done');
    assert.equal(guide.taking.index, index);
    await run('nextTutorialStep');
    await done(guide);
    assert.equal(guide.taking.stand.truth, 'same');
    const started = lab.trace().find((event) => event.kind === 'node.started');
    assert.equal(started?.data.edited, true);

    // A demo of ours is served by the program that came with the lab.
    await startHeld(lab, 'startStateful');
    assert.equal(lab.trace().find((event) => event.kind === 'node.started')?.data.edited, undefined);
  });

  it('says at its line what makes no sense, and does not begin a run', async () => {
    const lab = await authLab();
    await startHeld(lab, 'startStateful');
    await run('editServerCode');
    const line = 'const SHORTEST_PASSWORD = 8;';
    await change(line, 'const SHORTEST_PASSWORD = ;');
    const found = (): vscode.Diagnostic | undefined =>
      vscode.languages.getDiagnostics(address).find(({ source }) => source === 'Auth Lab');
    await editorUntil(vscode.languages.onDidChangeDiagnostics, () => found() !== undefined);
    const document = await vscode.workspace.openTextDocument(address);
    assert.match(document.lineAt(found()!.range.start.line).text, /SHORTEST_PASSWORD = ;/);
    const before = lab.trace();
    void run('runEditedServer');
    await change('const SHORTEST_PASSWORD = ;', line);
    await editorUntil(vscode.languages.onDidChangeDiagnostics, () => found() === undefined);
    assert.deepEqual(lab.trace(), before);
  });

  it('leads from a message to the line of the copy that ran', async () => {
    const lab = await authLab();
    await startHeld(lab, 'startStateful');
    await run('editServerCode');
    await change('{ error: message }', '{ error: message, changed: true }');
    await run('runEditedServer', { hold: true });
    await phase(lab, 'held');
    await stepUntil(lab, 'response.started');
    assert.match(JSON.stringify(lab.trace()), /"edited\/stateful.ts"/);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await run('showServerCode');
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), address.toString());
    await stepUntil(lab, 'response.ended');
    assert.match(JSON.stringify(lab.trace().filter(({ kind }) => kind === 'response.ended')), /changed/);
  });
});

describe('A tutorial of one’s own', () => {
  const folder = (): vscode.Uri => vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, '.auth-lab');
  const file = (): vscode.Uri => vscode.Uri.joinPath(folder(), 'tutorials', 'mine.md');
  const text = (kind: string): string => `---
id: mine
title: Mine
minutes: 1
teaches: Something.
scenario: stateful
---

## One

Look.

\`\`\`act
- start: true
- play: first-visit
\`\`\`

\`\`\`done
- kind: ${kind}
\`\`\`
`;

  afterEach(async () => {
    await vscode.workspace.fs.delete(folder(), { recursive: true });
  });

  const problems = (): vscode.Diagnostic[] =>
    vscode.languages.getDiagnostics(file()).filter(({ source }) => source === 'Auth Lab');

  it('is checked while it is written, corrected, previewed, listed and taken', async () => {
    const lab = await authLab();
    const { nodes, guide } = await lab.tutorials();
    await vscode.workspace.fs.writeFile(file(), Buffer.from(text('response.recieved')));
    const document = await vscode.workspace.openTextDocument(file());
    await vscode.window.showTextDocument(document);
    await editorUntil(vscode.languages.onDidChangeDiagnostics, () => problems().length > 0);
    const [problem] = problems();
    assert.match(problem!.message, /Did you mean "response.received"/);
    assert.equal(document.getText(problem!.range), 'response.recieved');

    const fixes = async (): Promise<vscode.CodeAction[]> =>
      vscode.commands.executeCommand('vscode.executeCodeActionProvider', file(), problem!.range);
    let fix: vscode.CodeAction | undefined;
    // The editor tells its providers of new problems when it comes to it.
    while (!fix) fix = (await fixes()).find(({ title }) => title === 'Write "response.received"');
    assert.ok(fix.edit);
    await vscode.workspace.applyEdit(fix.edit);
    await editorUntil(vscode.languages.onDidChangeDiagnostics, () => problems().length === 0);
    assert.equal(document.getText(), text('response.received'));

    const offered = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      file(),
      document.positionAt(document.getText().indexOf('response.received')),
    );
    assert.ok(offered.items.some(({ label }) => label === 'cookie.stored'));

    await run('previewTutorial');
    assert.equal(guide.taking?.preview, true);
    assert.equal(guide.step?.title, 'One');
    const edit = new vscode.WorkspaceEdit();
    const at = document.getText().indexOf('## One') + 3;
    edit.replace(file(), new vscode.Range(document.positionAt(at), document.positionAt(at + 3)), 'Uno');
    await vscode.workspace.applyEdit(edit);
    await guided(guide, () => guide.step?.title === 'Uno');
    await done(guide);

    await document.save();
    const listed = async (): Promise<boolean> =>
      (await nodes.children()).some(({ tutorial }) => tutorial.id === 'mine' && tutorial.steps[0]?.title === 'Uno');
    const desk = await lab.tutorials();
    desk.library.forgetOwn();
    assert.equal(await listed(), true);
    await run('openTutorial', { tutorial: 'mine' });
    assert.equal(guide.taking?.preview, false);
  });

  it('is written from a run', async () => {
    const lab = await authLab();
    await vscode.workspace.fs.createDirectory(folder());
    await startHeld(lab, 'startStateful');
    await stepUntil(lab, 'password.checked');
    await run('newTutorialFromRun');
    const { document } = vscode.window.activeTextEditor!;
    assert.equal(document.languageId, 'markdown');
    assert.match(document.getText(), /^---\nid: my-stateful\n/);
    await run('previewTutorial');
    const { guide } = await lab.tutorials();
    assert.equal(guide.taking?.tutorial.id, 'my-stateful');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
});
