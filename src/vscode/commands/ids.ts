/** Every command that package.json contributes, without the prefix. A unit test holds the two lists equal. */
export const COMMANDS = [
  'startStateful',
  'startStateless',
  'step',
  'stepBack',
  'play',
  'pause',
  'restart',
  'stop',
  'injectFailure',
  'inspectSessionStore',
  'destroySession',
  'destroyAllSessions',
  'decodeJwt',
  'showServerCode',
  'showPanel',
  'showLog',
] as const;

export type Command = (typeof COMMANDS)[number];
export type CommandId = `authLab.${Command}`;

/** The id under which VS Code knows a command. */
export function commandId(command: Command): CommandId {
  return `authLab.${command}`;
}
