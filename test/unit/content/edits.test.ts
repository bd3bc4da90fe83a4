import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { edits } from '../../../src/content/edits';
import { withEdit } from '../../../src/model/code-edit';
import { readyToRun } from '../../../src/process/strip-types';

const shipped = (app: string): string => readFileSync(new URL(`../../../src/apps/${app}.ts`, import.meta.url), 'utf8');

describe('An edit that a tutorial may ask for', () => {
  it('has an id of its own', () => {
    expect(new Set(edits.map(({ id }) => id)).size).toBe(edits.length);
  });

  it.each(edits)('$id finds its one place in the server, and leaves a program', (edit) => {
    const text = shipped(edit.app);
    expect(text.split(edit.from)).toHaveLength(2);
    const changed = withEdit(text, edit);
    expect(changed).not.toBe(text);
    expect(readyToRun(edit.app, changed ?? '')).toEqual({
      app: edit.app,
      code: expect.stringContaining('export ') as string,
    });
  });

  it('changes nothing where its place is gone', () => {
    expect(withEdit('another program', edits[0]!)).toBeNull();
  });
});
