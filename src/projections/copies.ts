import type { EventOf, HeaderLine, Trace } from '../model';
import { inspectEvent } from './inspector';
import type { Item } from './diagram-types';
import type { CodeBlock } from './inspection/types';

/** A message in a form that other programs take. */
export interface MessageCopy {
  readonly id: 'curl' | 'http' | 'json';
  readonly label: string;
  readonly text: string;
}

/**
 * What can be copied of a message: a request as a curl command line and as it stood on the wire, a response as it
 * stood on the wire, and anything as the events that were recorded. Credentials stand in it as they were sent.
 */
export function copiesOf(trace: Trace, item: Item): MessageCopy[] {
  const inspection = inspectEvent(trace, item.seq, item);
  if (!inspection) return [];
  const events = trace.filter(({ seq }) => inspection.events.includes(seq));
  const request = events.find((event) => event.kind === 'request.sent');
  const wire = inspection.groups.find(({ id }) => id === 'request' || id === 'response')?.blocks[0];
  return [
    ...(request ? [{ id: 'curl' as const, label: 'curl', text: curlOf(request) }] : []),
    ...(wire?.type === 'code' ? [{ id: 'http' as const, label: 'HTTP', text: wireText(wire) }] : []),
    { id: 'json', label: 'JSON', text: JSON.stringify(events.length === 1 ? events[0] : events, null, 2) },
  ];
}

/** Lines end as HTTP wants it (RFC 9112 §2.2); a body keeps its own. */
function wireText({ pieces }: CodeBlock): string {
  const text = pieces.map((piece) => piece.text).join('');
  const end = text.indexOf('\n\n');
  const [head, body] = end < 0 ? [text, ''] : [text.slice(0, end + 2), text.slice(end + 2)];
  return head.replaceAll('\n', '\r\n') + body;
}

/** Set by curl itself, from what else it is given. */
const OWN: ReadonlySet<string> = new Set(['content-length', 'host', 'connection', 'transfer-encoding']);

/** A command line for a POSIX shell: whatever a value holds, the shell takes it as it is. */
export function curlOf({ data }: EventOf<'request.sent'>): string {
  const { method, url, headers, body } = data;
  const parts = [
    `curl ${quote(url)}`,
    ...(method === 'GET' && body === '' ? [] : [`--request ${quote(method)}`]),
    ...headers.filter(([name]) => !OWN.has(name.toLowerCase())).map((line) => `--header ${quote(headerLine(line))}`),
    ...(body === '' ? [] : [`--data-raw ${quote(body)}`]),
  ];
  return parts.join(' \\\n  ');
}

/** An empty value is told to curl by a semicolon: a colon alone would take the field away. */
function headerLine([name, value]: HeaderLine): string {
  return value === '' ? `${name};` : `${name}: ${value}`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
