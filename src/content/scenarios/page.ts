import type { ActorId, AppId, Reply, Stage } from '../../model';
import { issuesTokens } from '../../model/contracts';

/**
 * The script of the shop's pages: how they log in, ask and log out, with each of the servers. It is what a browser runs
 * for its user, and what a thief runs for nobody.
 */

export const ACCESS_TOKEN = 'access_token';
export const REFRESH_TOKEN = 'refresh_token';

/** Sends name and password, and keeps the tokens that come back. A cookie keeps itself. */
export async function logIn(stage: Stage, who: ActorId, username: string, password: string): Promise<Reply | null> {
  const reply = await stage.browser(who).fetch('POST', '/login', { json: { username, password } });
  await keepTokens(stage, who, reply);
  return reply;
}

/**
 * Asks for a page. A cookie goes along by itself; a token is attached by the page's own script, and where a refresh
 * token can get the next one, a 401 is answered by that, once.
 */
export async function ask(stage: Stage, who: ActorId, path: string): Promise<Reply | null> {
  if (!issuesTokens(stage.app)) return stage.browser(who).visit(path);
  const reply = await send(stage, who, 'GET', path);
  if (stage.app !== 'stateless-refresh' || reply?.status !== 401) return reply;
  return (await refresh(stage, who)) ? send(stage, who, 'GET', path) : reply;
}

/**
 * Exchanges the refresh token for the next pair. When the server refuses it, the page forgets both and would ask its
 * user to log in.
 * @returns whether there is a new access token
 */
export async function refresh(stage: Stage, who: ActorId): Promise<boolean> {
  const browser = stage.browser(who);
  const token = browser.readStorage('localStorage', REFRESH_TOKEN);
  if (token === null) return false;
  const reply = await browser.fetch('POST', '/refresh', { json: { refresh_token: token } });
  if (reply?.status === 400) await forgetTokens(stage, who);
  return keepTokens(stage, who, reply);
}

/** Ends the session, as far as this server can; the page forgets its tokens in any case. */
export async function logOut(stage: Stage, who: ActorId): Promise<void> {
  const browser = stage.browser(who);
  switch (stage.app) {
    case 'stateful':
    case 'stateful-naive':
    case 'encrypted-cookie':
      await browser.fetch('POST', '/logout');
      return;
    case 'stateless-denylist':
      await send(stage, who, 'POST', '/logout');
      break;
    case 'stateless-refresh': {
      const token = browser.readStorage('localStorage', REFRESH_TOKEN);
      if (token !== null) await browser.fetch('POST', '/logout', { json: { refresh_token: token } });
      break;
    }
    case 'stateless':
    case 'stateless-version':
    case 'stateless-naive':
      break; // these have nothing to delete, so nobody asks them to
    default:
      stage.app satisfies never;
  }
  await forgetTokens(stage, who);
}

/** Why the server that runs cannot end everything of a user at once, or null. */
export function whyNoLogoutEverywhere(app: AppId): string | null {
  switch (app) {
    case 'stateless':
    case 'stateless-naive':
      return 'This server has no way to end a token before it expires.';
    case 'stateful-naive':
      return 'This server has no way to end the other sessions of a user.';
    default:
      return null;
  }
}

/** Ends every session and token of this user, as far as this server can. */
export async function logOutEverywhere(stage: Stage, who: ActorId): Promise<void> {
  const can = whyNoLogoutEverywhere(stage.app) === null;
  if (!issuesTokens(stage.app)) {
    if (can) await stage.browser(who).fetch('POST', '/logout-everywhere');
    return;
  }
  if (can) await send(stage, who, 'POST', '/logout-everywhere');
  await forgetTokens(stage, who);
}

/** Sends a request with the access token, if there is one: nothing attaches it by itself. */
function send(stage: Stage, who: ActorId, method: string, path: string): Promise<Reply | null> {
  const browser = stage.browser(who);
  const token = browser.readStorage('localStorage', ACCESS_TOKEN);
  return browser.fetch(method, path, token === null ? {} : { headers: { Authorization: `Bearer ${token}` } });
}

/** @returns whether there was an access token to keep */
async function keepTokens(stage: Stage, who: ActorId, reply: Reply | null): Promise<boolean> {
  const body = reply?.json();
  let kept = false;
  for (const key of [ACCESS_TOKEN, REFRESH_TOKEN]) {
    const token = typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[key] : undefined;
    if (typeof token !== 'string') continue;
    await stage.browser(who).writeStorage('localStorage', key, token);
    kept ||= key === ACCESS_TOKEN;
  }
  return kept;
}

async function forgetTokens(stage: Stage, who: ActorId): Promise<void> {
  for (const key of [ACCESS_TOKEN, REFRESH_TOKEN]) await stage.browser(who).removeStorage('localStorage', key);
}
