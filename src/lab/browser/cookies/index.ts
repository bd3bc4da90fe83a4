export { CookieJar, type AttachResult, type ReceiveResult } from './jar';
export { defaultPolicy, type CookiePolicy } from './policy';
export { parseSetCookie, type ParsedSetCookie, type WrittenAttribute } from './parse/parse-set-cookie';
export { isSameSite, siteOf, type RequestContext, type Site, type UrlParts } from './request-context';
