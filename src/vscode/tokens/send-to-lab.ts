import type { RunSession } from '../run-session';
import { isActive } from '../run';

/** What the desk needs of the lab. */
export interface LabForTokens {
  readonly session: RunSession;
  /** Starts the stateless demo, holding before its first step; asks before it replaces another. */
  readonly startStateless: () => Promise<void>;
  readonly reveal: () => void;
  /** Plays an attack against the lab's own servers, with a token of the lab's own. */
  readonly attack: (attack: string) => Promise<void>;
}

/** Who carries credentials in the lab. */
const BROWSER = 'browser';

/**
 * Gives a token to the browser of the running stateless demo, as what it presents from now on; starts one where none
 * runs, and plays it until the browser has one to replace. The token goes to the lab's own process on this machine,
 * and nowhere else.
 * @returns false when no such demo came about
 */
export async function sendToLab(token: string, { session, startStateless, reveal }: LabForTokens): Promise<boolean> {
  if (!takesTokens(session)) {
    await startStateless();
    if (!takesTokens(session) || !(await underWay(session))) return false;
  }
  reveal();
  // What the browser was given before it logs in would be gone when it has.
  if (!hasToken(session) && !(await loggedIn(session))) return false;
  session.intervene({ type: 'setCredential', client: BROWSER, value: token });
  return true;
}

function takesTokens({ run }: RunSession): boolean {
  return isActive(run) && run.card.id === 'stateless';
}

function hasToken({ run }: RunSession): boolean {
  return run?.trace.some(({ kind, actor }) => kind === 'storage.written' && actor === BROWSER) ?? false;
}

/** Plays until the browser has stored its token, unless somebody does something else meanwhile. */
async function loggedIn(session: RunSession): Promise<boolean> {
  const { run } = session;
  return new Promise((resolve) => {
    const end = (came: boolean): void => {
      steered.dispose();
      changed.dispose();
      resolve(came);
    };
    const steered = session.onDidSteer(() => end(hasToken(session)));
    const changed = session.onDidChange(() => {
      if (session.run !== run || !takesTokens(session)) end(false);
    });
    session.runTo({ type: 'event', kind: 'storage.written', nth: 1, actor: BROWSER });
  });
}

/** Until the lab takes commands, or is no more. */
async function underWay(session: RunSession): Promise<boolean> {
  const settled = (): boolean | undefined => {
    const phase = session.run?.state.phase;
    if (phase === 'starting') return undefined;
    return phase === 'held' || phase === 'running';
  };
  return new Promise((resolve) => {
    const now = settled();
    if (now !== undefined) return resolve(now);
    const listening = session.onDidChange(() => {
      const then = settled();
      if (then === undefined) return;
      listening.dispose();
      resolve(then);
    });
  });
}
