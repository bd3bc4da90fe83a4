import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import manifest from '../../../package.json' with { type: 'json' };
import english from '../../../package.nls.json' with { type: 'json' };
import { lintRules } from '../../../src/jwt';
import { COMMANDS, commandId } from '../../../src/vscode/commands/ids';
import { contextKeys } from '../../../src/vscode/context-keys';

const { contributes } = manifest;
/** A text of the manifest as an English reader sees it. */
const read = (text: string): string => (english as Record<string, string>)[/^%(.+)%$/.exec(text)?.[1] ?? ''] ?? text;
const ids = contributes.commands.map(({ command }) => command);

describe('package.json', () => {
  it('contributes exactly the commands of the table', () => {
    expect([...ids].sort()).toEqual(COMMANDS.map(commandId).sort());
  });

  it('lists every command under "Auth"', () => {
    expect(new Set(contributes.commands.map(({ category }) => category))).toEqual(new Set(['Auth']));
  });

  it('names only commands that exist in menus and links', () => {
    const inMenus = Object.values(contributes.menus).flatMap((items) => items.map(({ command }) => command));
    const inLinks = contributes.viewsWelcome.flatMap(({ contents }) =>
      [...read(contents).matchAll(/\(command:([\w.]+)\)/g)].map(([, id]) => id),
    );
    for (const id of [...inMenus, ...inLinks]) expect(ids).toContain(id);
  });

  it('uses only context keys that are published', () => {
    // The tutorials publish theirs themselves: whether one is open is no matter of the run.
    const known = [...Object.keys(contextKeys(null, false)), 'inTutorial'].map((key) => `authLab.${key}`);
    const clauses = [
      ...contributes.commands.flatMap((command) => ('enablement' in command ? [command.enablement] : [])),
      ...contributes.viewsWelcome.flatMap((welcome) => ('when' in welcome ? [welcome.when] : [])),
    ];
    for (const clause of clauses) for (const [key] of clause.matchAll(/authLab\.\w+/g)) expect(known).toContain(key);
  });

  it('has a walkthrough whose pictures are there and whose commands exist', () => {
    for (const { description, media, completionEvents } of contributes.walkthroughs.flatMap(({ steps }) => steps)) {
      const commands = [read(description), ...completionEvents].flatMap((text) =>
        [...text.matchAll(/(?:command:|onCommand:)([\w.]+)/g)].map(([, id]) => id),
      );
      expect(commands.length).toBeGreaterThan(1);
      for (const id of commands) expect(ids).toContain(id);
      const files = 'svg' in media ? [media.svg] : [media.markdown];
      for (const file of files) expect(existsSync(new URL(`../../../${file}`, import.meta.url)), file).toBe(true);
    }
  });

  it('activates for its own commands, views and panel, and after startup, as a token may stand in any text', () => {
    expect(manifest.activationEvents).toEqual(['onStartupFinished', 'onWebviewPanel:authLab.panel']);
  });

  it('lets every lint rule be switched off, and names it as the rule does', () => {
    const { properties } = contributes.configuration.properties['authLab.jwt.rules'];
    expect(Object.entries(properties).map(([id, { description }]) => [id, read(description)])).toEqual(
      lintRules.map(({ id, title }) => [id, title]),
    );
  });
});
