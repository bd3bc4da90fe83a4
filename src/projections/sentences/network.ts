import type { Balancing, EventOf } from '../../model';
import { cookieLines } from '../http-words';
import { statusLine } from '../labels';
import type { Memory } from '../memory';
import { key } from '../topics';
import { clip, duration, list } from '../words';
import { requestWords, sentenceOf, subject } from './phrases';
import type { Tellers } from './tellers';

const POLICIES: Readonly<Record<Balancing, string>> = {
  'round-robin': 'round robin',
  sticky: 'sticky',
  'least-connections': 'least connections',
};

/** Sentences about what stands between a client and a server: the load balancer and the network itself. */
export const networkSentences: Pick<Tellers, 'request.forwarded' | 'response.relayed' | 'network.disturbed'> = {
  'request.forwarded': (event, past) => {
    const { to, policy, why } = event.data;
    const exchange = past.exchangeOf(event);
    const what = exchange ? requestWords(exchange.request) : 'the request';
    const again = exchange?.last('request.forwarded') ? ' instead' : '';
    const reason = why === '' ? '' : `: ${clip(why.replace(/\.$/, ''), 160)}`;
    return sentenceOf(
      `${subject(past, event.actor)} passes ${what} on to ${past.name(to)}${again} (${POLICIES[policy]})${reason}`,
      exchange ? change(exchange.client, to, past) : '',
    );
  },

  'response.relayed': (event, past) => {
    const { from, status, reason, added } = event.data;
    const answer = `the answer of ${past.name(from)}, ${clip(statusLine(status, reason), 40)},`;
    const { sets } = cookieLines(added, event.at);
    const client = past.exchangeOf(event)?.client;
    const to = client === undefined ? 'the client' : past.name(client);
    if (sets.length > 0) {
      const names = list(sets.slice(0, 3).map((name) => clip(name === '' ? '(no name)' : name, 40)));
      return `${subject(past, event.actor)} passes ${answer} on to ${to} and adds a cookie of its own, ${names}: by it, the next request will go to the same server.`;
    }
    return past.times(key('response.relayed')) > 0
      ? `${subject(past, event.actor)} passes ${answer} on to ${to}.`
      : `${subject(past, event.actor)} passes ${answer} on to ${to}, which sees one address and cannot tell how many servers stand behind it.`;
  },

  'network.disturbed': (event, past) => disturbed(event, past),
};

/** What it means that this client's requests go to more than one server. */
function change(client: string, to: string, past: Memory): string {
  const before = past.servedBy(client);
  if (before === undefined || before === to) return '';
  const { lanes } = past.held;
  const last = `; the last request of ${past.name(client)} went to ${past.name(before)}`;
  if (!lanes.has('store')) return `${last}, which holds the same secrets and keeps nothing of its own`;
  const own = lanes.storeFor(to).id;
  return own === lanes.storeFor(before).id
    ? `${last}, and both ask the same store`
    : `${last}, whose memory ${past.name(to)} cannot see`;
}

function disturbed({ data, ...event }: EventOf<'network.disturbed'>, past: Memory): string {
  const { how, direction } = data;
  const [from, to] = [past.name(data.from), past.name(data.to)];
  const way = direction === 'request' ? `from ${from} to ${to}` : `between ${from} and ${to}`;
  const known = past.times(key(event.kind)) > 0;
  switch (how) {
    case 'delayed': {
      const time = data.ms === undefined ? 'for a while' : `for ${duration(data.ms)}`;
      return `The network holds the ${direction} ${way} back ${time}${known ? '' : ': whoever waits cannot tell a slow answer from one that will never come'}.`;
    }
    case 'dropped':
      return direction === 'request'
        ? `The network loses the request ${way}: ${to} never hears of it, and ${from} waits for an answer that cannot come.`
        : `The network loses the response ${way}: the server has done what it was asked to do, and the client will never know.`;
    case 'reset':
      return `The connection ${way} is reset while the ${direction} is on its way: both ends learn that it is over, and neither learns how far the other had come.`;
    case 'truncated': {
      const bytes =
        data.kept === undefined || data.of === undefined
          ? 'Only a part'
          : `Only ${String(data.kept)} of ${String(data.of)} bytes`;
      return `${bytes} of the ${direction} ${way} arrive, and then the connection ends: what came through looks whole only to a reader that does not count.`;
    }
    case 'duplicated':
      return direction === 'request'
        ? `The network delivers the request ${way} a second time: nothing in HTTP marks it as a copy, so it is served like any other, and only what may be done twice (RFC 9110 §9.2.2) is safe from that.`
        : `The network delivers the response ${way} a second time; nobody waits for it any more.`;
    case 'rewritten':
      return data.attribute === undefined
        ? `Somebody rewrites the ${direction} ${way}: without TLS, whoever stands in between decides what arrives.`
        : `Somebody takes ${clip(data.attribute, 40)} out of every Set-Cookie of the ${direction} ${way}: the browser judges the cookie as if the server had never asked for it.`;
    case 'discarded':
      return direction === 'response'
        ? 'The answer to the second copy reaches nobody: the client sent one request and takes one answer.'
        : `The ${direction} ${way} is thrown away.`;
  }
}
