import express from 'express';
import type { Express, RequestHandler } from 'express';
import { probe } from '../node/probe';
import { callerLine } from '../node/source-line';

/** Express whose routes tell when they are picked, with the line that registered them. */
function tapped(): Express {
  const app = express();
  for (const method of ['get', 'post', 'put', 'patch', 'delete'] as const) {
    const register = app[method].bind(app) as (path: string, ...handlers: RequestHandler[]) => Express;
    const tappedRegister = (path: string, ...handlers: RequestHandler[]): Express => {
      // `app.get('trust proxy')` reads a setting.
      if (handlers.length === 0) return register(path);
      const source = callerLine();
      const announce: RequestHandler = (_request, _response, next) => {
        probe.tell('route.matched', { method: method.toUpperCase(), path }, { source });
        next();
      };
      return register(path, announce, ...handlers);
    };
    app[method] = tappedRegister as never;
  }
  return app;
}

export default Object.assign(tapped, express);
