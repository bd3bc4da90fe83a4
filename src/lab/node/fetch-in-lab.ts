import { get } from 'node:http';
import { THIEF_HOST } from '../thief-site';

/** More than any key set or certificate has. Bytes. */
const MOST = 100_000;

/**
 * Fetches a document as a server does that follows any address, within the lab: the one host that it can reach is
 * the thief's, on a socket of the run. Nothing goes out to the network, whatever the address.
 * @throws when the address leads elsewhere, or nobody answers there
 */
export async function fetchInLab(url: string, thiefSite: string): Promise<string> {
  const { hostname, pathname } = new URL(url);
  if (hostname !== THIEF_HOST) throw new Error(`nobody answers at ${hostname}`);
  return new Promise<string>((resolve, reject) => {
    get({ socketPath: thiefSite, path: pathname, headers: { Host: hostname }, agent: false }, (res) => {
      let body = '';
      res.setEncoding('utf8').on('data', (chunk: string) => {
        body += chunk;
        if (body.length > MOST) res.destroy(new Error('too long a document'));
      });
      res.on('end', () => resolve(body)).on('error', reject);
    }).on('error', reject);
  });
}
