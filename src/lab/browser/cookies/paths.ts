/**
 * The path a cookie gets when its line names none: the directory of the request.
 * Source: RFC 6265bis §5.1.4.
 */
export function defaultPath(requestPath: string): string {
  const path = bare(requestPath);
  if (!path.startsWith('/')) return '/';
  const lastSlash = path.lastIndexOf('/');
  return lastSlash === 0 ? '/' : path.slice(0, lastSlash);
}

/**
 * Whether a request's path lies at or below a cookie's path, where `/` alone separates: `/app` covers `/app/x`
 * and not `/apple`. Source: RFC 6265bis §5.1.4.
 */
export function pathMatches(requestPath: string, cookiePath: string): boolean {
  const path = bare(requestPath) || '/';
  if (path === cookiePath) return true;
  if (!path.startsWith(cookiePath)) return false;
  return cookiePath.endsWith('/') || path[cookiePath.length] === '/';
}

/** Query and fragment are no part of the path. */
function bare(requestPath: string): string {
  return requestPath.replace(/[?#].*$/s, '');
}
