import type { RequestHandler, Response } from 'express';
import session, { type SessionOptions, type Store } from 'express-session';
import { probe, type Context } from '../node/probe';
import { callerLine } from '../node/source-line';
import { tapStore } from './session-store';

export { Cookie, MemoryStore, Session, Store } from 'express-session';

/** express-session whose ids, regenerations and store calls are told. */
function tapped(options: SessionOptions): RequestHandler {
  const source = callerLine();
  const store = options.store ?? new session.MemoryStore();
  tapStore(store, source);
  const middleware = session({ ...options, store });
  tapGenerate(store);
  tapRegenerate(store);
  const cookieName = options.name ?? 'connect.sid';
  const cookieSecrets = typeof options.secret === 'string' ? [options.secret] : options.secret;
  return (request, response, next) => {
    const { context } = probe;
    if (context) Object.assign(context, { cookieName, cookieSecrets, mounted: source });
    middleware(request, response, (error?: unknown) => {
      if (context) noteEnd(response, context);
      next(error);
    });
  };
}

/** The middleware may save the session before it lets a response go: by then, the line that answered is forgotten. */
function noteEnd(response: Response, context: Context): void {
  const end = response.end.bind(response) as (...rest: unknown[]) => Response;
  response.end = ((...rest: unknown[]) => {
    context.responseSource ??= callerLine();
    return end(...rest);
  }) as typeof response.end;
}

/** The middleware gives the store a `generate`; it is wrapped after that. */
function tapGenerate(store: Store): void {
  const generating = store as Store & { generate(request: { sessionID: string }): void };
  const generate = generating.generate.bind(store);
  generating.generate = (request) => {
    generate(request);
    probe.tell('session.generated', { sid: request.sessionID });
  };
}

function tapRegenerate(store: Store): void {
  const regenerate = store.regenerate.bind(store);
  store.regenerate = (request, done) => {
    const from = request.sessionID;
    const source = callerLine();
    regenerate(request, (error: unknown) => {
      if (error) {
        done(error);
        return;
      }
      void probe.gate('session.regenerated', { from, to: request.sessionID }, { source }).then(() => void done());
    });
  };
}

export default Object.assign(tapped, session);
