/** A place in a tutorial, by ids. */
export interface LinkedPlace {
  readonly tutorial: string;
  /** Left out: where the learner left it. */
  readonly step?: string;
}

const PATH = /^\/tutorial\/([a-z0-9-]{1,60})(?:\/([a-z0-9-]{1,60}))?\/?$/;

/** Reads the path of a link that the editor hands to the extension; null for any other. */
export function readLinkPath(path: string): LinkedPlace | null {
  const [, tutorial, step] = PATH.exec(path) ?? [];
  if (tutorial === undefined) return null;
  return { tutorial, ...(step === undefined ? {} : { step }) };
}

/**
 * A link that opens the editor at a step: `vscode://auth-lab.auth-lab/tutorial/stateful-login/the-right-password`.
 * @param scheme of this editor: vscode, vscode-insiders, vscodium…
 */
export function tutorialLink(scheme: string, extension: string, { tutorial, step }: LinkedPlace): string {
  return `${scheme}://${extension}/tutorial/${tutorial}${step === undefined ? '' : `/${step}`}`;
}
