import { describe, expect, test } from 'vitest';
import { siteOf } from '../../../../src/lab/browser/cookies';
import { canonicalHost, domainMatches, isIpAddress, isLoopback } from '../../../../src/lab/browser/cookies/domains';
import { defaultPath, pathMatches } from '../../../../src/lab/browser/cookies/paths';
import { isPublicSuffix, registrableDomain } from '../../../../src/lab/browser/cookies/public-suffix';

test.each([
  ['shop.example', 'shop.example', true],
  ['www.shop.example', 'shop.example', true],
  ['notshop.example', 'shop.example', false],
  ['shop.example', 'www.shop.example', false],
  ['127.0.0.1', '0.0.1', false],
  ['127.0.0.1', '127.0.0.1', true],
  ['[::1]', '[::1]', true],
])('%s lies in %s: %s (§5.1.3)', (host, domain, expected) => {
  expect(domainMatches(host, domain)).toBe(expected);
});

test.each([
  ['', '/'],
  ['/', '/'],
  ['/login', '/'],
  ['/app/login', '/app'],
  ['/app/', '/app'],
  ['/app/login?next=/x/y', '/app'],
  ['*', '/'],
])('the default path of %j is %j (§5.1.4)', (path, expected) => {
  expect(defaultPath(path)).toBe(expected);
});

test.each([
  ['/app', '/app', true],
  ['/app/', '/app', true],
  ['/app/x', '/app', true],
  ['/app/x', '/app/', true],
  ['/apple', '/app', false],
  ['/app', '/app/', false],
  ['/App', '/app', false],
  ['/app?x=1', '/app', true],
  ['', '/', true],
  ['/', '/app', false],
])('%j lies below %j: %s (§5.1.4)', (request, cookie, expected) => {
  expect(pathMatches(request, cookie)).toBe(expected);
});

describe('hosts', () => {
  test.each([
    ['WWW.Shop.Example:8443', 'www.shop.example'],
    ['[::1]:80', '[::1]'],
    ['127.0.0.1:3000', '127.0.0.1'],
  ])('%s is %s', (host, expected) => {
    expect(canonicalHost(host)).toBe(expected);
  });

  test.each([
    ['127.0.0.1', true],
    ['[::1]', true],
    ['256.0.0.1', false],
    ['1.2.3', false],
    ['a.b.c.d', false],
  ])('%s is an address: %s', (host, expected) => {
    expect(isIpAddress(host)).toBe(expected);
  });

  test.each([
    ['localhost', true],
    ['app.localhost', true],
    ['127.1.2.3', true],
    ['[::1]', true],
    ['localhost.example', false],
    ['127.example', false],
    ['10.0.0.1', false],
  ])('%s never leaves the machine: %s', (host, expected) => {
    expect(isLoopback(host)).toBe(expected);
  });
});

describe('sites', () => {
  test.each([
    ['test', true],
    ['co.uk', true],
    ['github.io', true],
    ['shop.example', false],
    ['', false],
    ['127.0.0.1', false],
  ])('%j is a public suffix: %s', (domain, expected) => {
    expect(isPublicSuffix(domain)).toBe(expected);
  });

  test.each([
    ['a.b.shop.example', 'shop.example'],
    ['shop.example', 'shop.example'],
    ['www.shop.co.uk', 'shop.co.uk'],
    ['me.github.io', 'me.github.io'],
    ['github.io', 'github.io'],
    ['localhost', 'localhost'],
    ['127.0.0.1', '127.0.0.1'],
  ])('%s belongs to %s', (host, expected) => {
    expect(registrableDomain(host)).toBe(expected);
  });

  test.each([
    ['https:', 'WWW.shop.example:8443', 'https://shop.example'],
    ['http', 'shop.example', 'http://shop.example'],
    ['wss', 'live.shop.example', 'https://shop.example'],
    ['ws:', 'live.shop.example', 'http://shop.example'],
  ])('%s %s is the site %s', (scheme, host, expected) => {
    expect(siteOf({ scheme, host, path: '/' })).toBe(expected);
  });
});
