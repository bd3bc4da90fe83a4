import type { RequestContext, UrlParts } from '../../../../src/lab/browser/cookies';

/** 2026-01-05 12:00:00 UTC. */
export const noon = Date.UTC(2026, 0, 5, 12);
export const second = 1000;
export const minute = 60 * second;
export const day = 24 * 60 * minute;

/** Takes a URL apart: `https://www.shop.example/login`. */
export function at(url: string): UrlParts {
  const { protocol, hostname, pathname } = new URL(url);
  return { scheme: protocol, host: hostname, path: pathname };
}

/** The user types the URL. */
export function typed(url: string, more: Partial<RequestContext> = {}): RequestContext {
  return { url: at(url), method: 'GET', siteForCookies: null, topLevelNavigation: true, ...more };
}

/** A page of `site` asks for the URL without leaving: a fetch, a picture, a frame. */
export function embedded(site: string, url: string, more: Partial<RequestContext> = {}): RequestContext {
  return { url: at(url), method: 'GET', siteForCookies: site, topLevelNavigation: false, ...more };
}

/** A page of `site` goes to the URL: a link or a form. */
export function navigated(site: string, url: string, more: Partial<RequestContext> = {}): RequestContext {
  return { url: at(url), method: 'GET', siteForCookies: site, topLevelNavigation: true, ...more };
}
