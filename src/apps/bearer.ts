import type { Request, Response } from 'express';

/** The token that a request shows in its Authorization header (RFC 6750, section 2.1). */
export function bearerToken(req: Request): string | undefined {
  return /^Bearer +([^ ]+)$/i.exec(req.get('Authorization') ?? '')?.[1];
}

/**
 * A 401 with its challenge (RFC 6750, section 3).
 * Without credentials in the request there is no error code: nothing was wrong yet.
 */
export function refuse(res: Response, message: string, error?: 'invalid_token'): void {
  const challenge = error === undefined ? 'Bearer realm="shop"' : `Bearer realm="shop", error="${error}"`;
  res.status(401).set('WWW-Authenticate', challenge).json({ error: message });
}

/** A 403: the token is good, and not for this (RFC 6750, section 3.1). */
export function forbid(res: Response, message: string): void {
  res.status(403).set('WWW-Authenticate', 'Bearer realm="shop", error="insufficient_scope"').json({ error: message });
}
