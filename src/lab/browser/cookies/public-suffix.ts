import { isIpAddress } from './domains';

/**
 * A short and incomplete stand-in for the Public Suffix List (publicsuffix.org), which has some ten thousand
 * entries and changes weekly. Here every single label is a suffix (`com`, `example`, `test`), and so are these
 * few of two labels, enough to show what the list is for. A browser knows many more.
 */
const longerSuffixes: ReadonlySet<string> = new Set([
  'ac.uk',
  'co.uk',
  'gov.uk',
  'org.uk',
  'co.jp',
  'co.nz',
  'com.au',
  'com.br',
  'github.io',
  'gitlab.io',
  'herokuapp.com',
  'netlify.app',
  'pages.dev',
  'vercel.app',
]);

/** Whether anybody can register a name directly below this one. Expects a canonical host. */
export function isPublicSuffix(domain: string): boolean {
  if (domain === '' || isIpAddress(domain)) return false;
  return !domain.includes('.') || longerSuffixes.has(domain);
}

/**
 * The public suffix plus one label: what one owner registered. An address, or a host that is itself a suffix,
 * stands for itself. Source: HTML "obtain a site", which RFC 6265bis §5.2 refers to.
 */
export function registrableDomain(host: string): string {
  if (isIpAddress(host) || isPublicSuffix(host)) return host;
  const labels = host.split('.');
  const suffixAt = labels.findIndex((_, at) => isPublicSuffix(labels.slice(at).join('.')));
  return suffixAt < 1 ? host : labels.slice(suffixAt - 1).join('.');
}
