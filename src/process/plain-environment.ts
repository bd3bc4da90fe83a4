/** The environment of a process of ours: plain Node, and nothing that the editor or a debugger meant for its own. */
export function plainEnvironment(inherited: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(inherited).filter(([name]) => !/^(NODE_OPTIONS$|VSCODE_|ELECTRON_)/.test(name));
  // On the desktop the executable of the extension host is Electron's; this makes it Node.
  return { ...Object.fromEntries(kept), ELECTRON_RUN_AS_NODE: '1' };
}
