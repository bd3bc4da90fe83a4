import type { ActorId, EventOf, Trace, TraceEvent } from '../../model';
import type { Outcome } from './types';

type Closing = EventOf<'response.received'> | EventOf<'response.lost'> | EventOf<'request.failed'>;

/** The roles with which the user table begins. */
const FIRST_ROLES: Readonly<Record<string, string>> = { alice: 'user', bob: 'admin', mallory: 'user' };

/**
 * What the user finds, read from the end of a run: the last answer that whoever asked the last question got, or that
 * there was none.
 */
export function verdict(trace: Trace): Outcome {
  const question = lastQuestion(trace);
  const closing = question && lastClosing(trace, question.seq, question.data.by);
  if (!closing) return { verdict: 'error', why: 'The run ended before anybody got an answer.' };
  const asked = sentFor(trace, closing);
  switch (closing.kind) {
    case 'request.failed':
      return { verdict: 'error', why: 'Nobody took the connection.' };
    case 'response.lost':
      return { verdict: 'error', why: `${asked} got no complete answer: the connection ended before.` };
    case 'response.received':
      return ofResponse(trace, closing, asked);
    default:
      return closing satisfies never;
  }
}

function ofResponse(trace: Trace, { data }: EventOf<'response.received'>, asked: string): Outcome {
  const answered = `${asked} was answered with ${data.status} ${data.reason}`.trim();
  if (data.status >= 500) return { verdict: 'error', why: `${answered}: the server could not say who was asking.` };
  // A refused refresh token is a 400 (RFC 6749 §5.2); to its user it means the same as a 401.
  if (data.status < 200 || data.status >= 300) return { verdict: 'out', why: `${answered}: the user must log in.` };
  const { name, role } = person(data.body);
  const truth = name === undefined ? undefined : roleInTable(trace, name);
  if (name !== undefined && role !== undefined && truth !== undefined && role !== truth) {
    return {
      verdict: 'wrong-role',
      why: `${answered}, for ${name} with the role "${role}"; the user table says "${truth}".`,
    };
  }
  return { verdict: 'in', why: name === undefined ? `${answered}.` : `${answered}, for ${name}.` };
}

/** The act that asks: the last one that is a part of the story and not of a failure. */
function lastQuestion(trace: Trace): EventOf<'act.started'> | undefined {
  return trace.findLast(
    (event): event is EventOf<'act.started'> => event.kind === 'act.started' && event.data.act === QUESTION,
  );
}

/** The id of the act in which a row's question is asked. */
export const QUESTION = 'question';

function lastClosing(trace: Trace, from: number, by: ActorId): Closing | undefined {
  return trace.findLast((event): event is Closing => event.seq > from && event.actor === by && closes(event));
}

function closes({ kind }: TraceEvent): boolean {
  return kind === 'response.received' || kind === 'response.lost' || kind === 'request.failed';
}

/** The method and path of the request that this closes. */
function sentFor(trace: Trace, { exchange }: Closing): string {
  const sent = trace.find(
    (event): event is EventOf<'request.sent'> => event.kind === 'request.sent' && event.exchange === exchange,
  );
  return sent ? `${sent.data.method} ${sent.data.url.replace(/^https?:\/\/[^/]+/, '')}` : 'The request';
}

function roleInTable(trace: Trace, name: string): string | undefined {
  const changed = trace.findLast(
    (event): event is EventOf<'user.changed'> => event.kind === 'user.changed' && event.data.name === name,
  );
  return changed?.data.role ?? FIRST_ROLES[name];
}

/** Whom the page greets. */
function person(body: string): { readonly name?: string; readonly role?: string } {
  try {
    const { name, role } = JSON.parse(body) as Record<string, unknown>;
    return { ...(typeof name === 'string' ? { name } : {}), ...(typeof role === 'string' ? { role } : {}) };
  } catch {
    return {};
  }
}
