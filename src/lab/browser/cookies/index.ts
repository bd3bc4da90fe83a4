export { CookieJar, type AttachResult, type ReceiveResult } from './jar';
export { type CookiePolicy } from './policy';
export { parseSetCookie, type ParsedSetCookie, type WrittenAttribute } from './parse/parse-set-cookie';
export { siteOf, type RequestContext, type Site, type UrlParts } from './request-context';
