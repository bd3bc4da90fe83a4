import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { tutorialIds } from '../../../src/content/tutorials';
import { authLab } from './support';

const THEIRS = `---
id: theirs
title: Theirs
minutes: 1
teaches: Something.
scenario: stateful
---

## One

\`\`\`act
start: true
\`\`\`

\`\`\`done
- kind: act.started
\`\`\`
`;

describe('Tutorials of a workspace', () => {
  it('take nothing from the course, which is there in any case', async () => {
    const { library } = await (await authLab()).tutorials();
    const course = (await library.entries()).filter(({ own }) => !own);
    assert.deepEqual(
      course.map(({ tutorial }) => tutorial.id),
      tutorialIds,
    );
  });

  it('are listed only where it is trusted', async () => {
    const { library } = await (await authLab()).tutorials();
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    const place = folder && vscode.Uri.joinPath(folder.uri, '.auth-lab');
    const file = place && vscode.Uri.joinPath(place, 'tutorials', 'theirs.md');
    if (file) await vscode.workspace.fs.writeFile(file, Buffer.from(THEIRS));
    library.forgetOwn();
    const ids = (await library.entries()).map(({ tutorial }) => tutorial.id);
    const trusted = place !== undefined && vscode.workspace.isTrusted;
    assert.equal(ids.includes('theirs'), trusted);
    if (place) await vscode.workspace.fs.delete(place, { recursive: true });
    library.forgetOwn();
  });
});
