import { describe, expect, it } from 'vitest';
import manifest from '../../../package.json' with { type: 'json' };
import { lintRules } from '../../../src/jwt';
import { COMMANDS, commandId } from '../../../src/vscode/commands/ids';
import { contextKeys } from '../../../src/vscode/context-keys';

const { contributes } = manifest;
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
      [...contents.matchAll(/\(command:([\w.]+)\)/g)].map(([, id]) => id),
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

  it('activates for its own commands, views and panel, and after startup, as a token may stand in any text', () => {
    expect(manifest.activationEvents).toEqual(['onStartupFinished', 'onWebviewPanel:authLab.panel']);
  });

  it('lets every lint rule be switched off, and names it as the rule does', () => {
    const { properties } = contributes.configuration.properties['authLab.jwt.rules'];
    expect(Object.entries(properties).map(([id, { description }]) => [id, description])).toEqual(
      lintRules.map(({ id, title }) => [id, title]),
    );
  });
});
