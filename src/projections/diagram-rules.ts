import type { EventKind, EventOf, StoreTable, TraceEvent } from '../model';
import type { DiagramDraft } from './diagram-draft';
import type { Tone } from './diagram-types';
import {
  accountLabel,
  answerLabel,
  askLabel,
  brokenLabel,
  changedRowLabel,
  changedUserLabel,
  clockLabel,
  cookieLabel,
  cookieRejectedLabel,
  copyLabel,
  cutLabel,
  exitLabel,
  forwardLabel,
  missingLabel,
  networkLabel,
  passwordLabel,
  refreshRefusedLabel,
  rejectedLabel,
  relayedLabel,
  requestLabel,
  responseLabel,
  roleLabel,
  sealedLabel,
  signedLabel,
  skewLabel,
  startLabel,
  storageLabel,
  unsealableLabel,
  unsealedLabel,
  verifiedLabel,
  verifiedTone,
  decodedLabel,
  forgedLabel,
  keyTakenLabel,
} from './labels';
import { clip, shortId } from './words';

type Rule<K extends EventKind> = (event: EventOf<K>, draft: DiagramDraft) => void;

const nothing = (): void => undefined;

/** Accepted is good, refused is a warning, broken or stolen is bad. */
const verdict = (accepted: boolean): Tone => (accepted ? 'good' : 'warn');

/**
 * How each kind of event is drawn. A loud kind draws one message or one note; a quiet kind draws none and at most
 * becomes evidence for a message that stands already. A kind that is missing here does not compile.
 */
export const DIAGRAM_RULES: { readonly [K in EventKind]: Rule<K> } = {
  'run.started': nothing,
  'run.ended': nothing,
  'act.started': (event, draft) => draft.openSection(event, clip(event.data.title, 80)),
  'act.resumed': (event, draft) => draft.openSection(event, `${clip(event.data.title, 68)} (continued)`),

  'node.started': (event, draft) => {
    const { id, label } = draft.lanes.speaker(event);
    draft.hang(id, false);
    draft.note(event, [id], startLabel(label, event.boot), 'plain');
  },
  'node.exited': (event, draft) => {
    const { id, label } = draft.lanes.speaker(event);
    draft.closeAll(id);
    draft.hang(id, false);
    const orderly = event.data.signal === null && (event.data.code ?? 0) === 0;
    draft.note(event, [id], exitLabel(label, event.data), orderly ? 'plain' : 'bad');
  },

  'node.hung': (event, draft) => {
    const { id, label } = draft.lanes.speaker(event);
    draft.hang(id, true);
    draft.note(event, [id], cutLabel(`${clip(label, 16)} hangs`), 'bad');
  },
  'node.resumed': (event, draft) => {
    const { id, label } = draft.lanes.speaker(event);
    draft.hang(id, false);
    draft.note(event, [id], cutLabel(`${clip(label, 16)} goes on (SIGCONT)`), 'plain');
  },
  'node.added': (event, draft) => {
    const { id, label } = event.data.actor;
    draft.note(event, [draft.lane(id, 'server')], cutLabel(`${clip(label, 16)} joins the list`), 'plain');
  },
  'node.removed': (event, draft) => {
    const node = draft.lane(event.data.node, 'server');
    const name = clip(draft.lanes.find(node)?.label ?? node, 16);
    draft.note(event, [node], cutLabel(`${name} leaves the list`), 'warn');
  },

  'store.opened': nothing,
  'store.asked': (event, draft) =>
    draft.ask(
      event,
      question(event),
      once(event, () => askLabel(event.data)),
    ),
  'store.answered': (event, draft) => {
    draft.answer(
      event,
      question(event),
      once(event, () => answerLabel(event.data)),
      answerTone(event.data),
    );
  },
  'store.failed': (event, draft) => {
    draft.answer(event, question(event), cutLabel(`error: ${event.data.message}`), 'bad');
  },
  'store.changed': (event, draft) => {
    const tone = event.data.how === 'evicted' || event.data.how === 'corrupted' ? 'bad' : 'warn';
    draft.note(event, [draft.placeOf(event.data.sid)], changedRowLabel(event.data), tone);
  },

  'request.sent': (event, draft) =>
    draft.request(
      event,
      once(event, () => requestLabel(event.data)),
    ),
  'request.received': (event, draft) => draft.received(event),
  'request.failed': (event, draft) => draft.refused(event, brokenLabel('No connection', event.data.code)),
  'request.forwarded': (event, draft) => {
    draft.forward(event, event.data.to, (line) => forwardLabel(event.data, line));
  },
  'response.relayed': (event, draft) => {
    draft.respond(event, relayedLabel(event.data, event.at), statusTone(event.data.status));
    draft.done(event);
  },
  'network.disturbed': (event, draft) => drawDisturbance(event, draft),
  'route.matched': (event, draft) => draft.evidence(event, 'request'),

  'cookie.verified': (event, draft) => {
    draft.self(event, cutLabel(`${clip(event.data.name, 16)}: signature fits`), 'good');
  },
  'cookie.rejected': (event, draft) => draft.self(event, cookieRejectedLabel(event.data), 'warn'),
  'session.generated': (event, draft) => draft.evidence(event, 'latest'),
  'session.regenerated': (event, draft) => {
    draft.self(event, cutLabel(`new session id ${shortId(event.data.to)}`), 'plain');
  },

  'session.sealed': (event, draft) => draft.self(event, sealedLabel(event.data), 'plain'),
  'session.unsealed': (event, draft) => draft.self(event, unsealedLabel(event.data), 'good'),
  'session.rejected': (event, draft) => draft.self(event, unsealableLabel(event.data), 'warn'),

  'password.checked': (event, draft) => {
    draft.self(event, passwordLabel(event.data), verdict(event.data.known && event.data.matches));
  },
  'user.read': (event, draft) => draft.evidence(event, 'latest'),
  'user.changed': (event, draft) => {
    const label = changedUserLabel(event.data);
    if (draft.lanes.find(event.actor)?.role === 'server') draft.self(event, label, 'plain');
    else draft.note(event, draft.lanes.serverSpan(), label, 'warn');
  },
  'account.checked': (event, draft) => draft.evidence(event, 'latest'),
  'account.refused': (event, draft) => draft.self(event, accountLabel(event.data), verdict(false)),
  'role.checked': (event, draft) => draft.self(event, roleLabel(event.data), verdict(event.data.allowed)),

  'token.signed': (event, draft) => draft.self(event, signedLabel(event.data), 'plain'),
  'refresh.issued': (event, draft) => {
    draft.self(event, cutLabel(`issue refresh token ${shortId(event.data.id)}`), 'plain');
  },
  'refresh.rotated': (event, draft) => {
    draft.self(event, cutLabel(`refresh token ${shortId(event.data.from)} → ${shortId(event.data.to)}`), 'good');
  },
  'refresh.reused': (event, draft) => {
    draft.self(event, cutLabel(`refresh token ${shortId(event.data.id)} used again`), 'bad');
  },
  'refresh.rejected': (event, draft) => draft.self(event, refreshRefusedLabel(event.data), 'warn'),
  'key.taken': (event, draft) => draft.self(event, keyTakenLabel(event.data), 'warn'),
  'token.decoded': (event, draft) => draft.self(event, decodedLabel(event.data), 'warn'),
  'token.forged': (event, draft) => draft.self(event, forgedLabel(event.data), 'bad'),
  'token.verified': (event, draft) => draft.self(event, verifiedLabel(event.data), verifiedTone(event.data)),
  'token.rejected': (event, draft) => draft.self(event, rejectedLabel(event.data), 'warn'),

  'response.started': (event, draft) => {
    draft.respond(
      event,
      once(event, () => responseLabel(event.data, event.at)),
      statusTone(event.data.status),
    );
  },
  'response.ended': (event, draft) => {
    draft.responseEvidence(event, 'sender');
    draft.done(event);
  },
  'response.received': (event, draft) => {
    draft.responseEvidence(event, 'receiver');
    draft.close(event);
  },
  'response.lost': (event, draft) => {
    const { gotHead, code } = event.data;
    const timeout = code === 'ETIMEDOUT' ? 'No answer in time' : 'Connection broke';
    draft.broken(event, brokenLabel(gotHead ? 'Body broke off' : timeout, code), gotHead);
  },

  'cookie.stored': (event, draft) => draft.self(event, cookieLabel('keep', event.data.cookie.name), 'plain'),
  'cookie.refused': (event, draft) => draft.self(event, cookieLabel('refuse', event.data.name), 'warn'),
  'cookie.deleted': (event, draft) => draft.self(event, cookieLabel('delete', event.data.name), 'plain'),
  'cookie.edited': (event, draft) => draft.self(event, cookieLabel('edit', event.data.cookie.name), 'warn'),
  'cookie.removed': (event, draft) => draft.self(event, cookieLabel('delete', event.data.name), 'warn'),
  'storage.written': (event, draft) => draft.self(event, storageLabel('write', event.data), 'plain'),
  'storage.edited': (event, draft) => draft.self(event, storageLabel('edit', event.data), 'warn'),
  'storage.removed': (event, draft) => draft.self(event, storageLabel('remove', event.data), 'plain'),

  'credential.copied': (event, draft) => {
    const from = draft.lane(event.data.from, 'browser');
    const to = draft.lane(event.data.to, 'attacker');
    draft.message(event, { from, to, label: copyLabel(event.data), shape: 'copy', tone: 'bad' });
  },

  'credential.missed': (event, draft) => {
    draft.note(event, [draft.lane(event.data.from, 'browser')], missingLabel(event.data), 'plain');
  },

  'fault.armed': nothing,
  'fault.fired': (event, draft) => {
    draft.note(event, [draft.target(event.data.target)], cutLabel(`Failure: ${event.data.title}`), 'bad');
  },
  'fault.lifted': (event, draft) => {
    draft.note(event, [draft.target(event.data.target)], cutLabel(`Over: ${event.data.title}`), 'plain');
  },
  'clock.skewed': (event, draft) => {
    const node = draft.lane(event.data.node, 'server');
    draft.note(event, [node], skewLabel(draft.lanes.find(node)?.label ?? node, event.data.by), skewTone(event.data.by));
  },
  'clock.advanced': (event, draft) => draft.note(event, draft.lanes.span(), clockLabel(event.data), 'plain'),
};

/** Draws one event; the one place where the table is looked up by a kind known only at run time. */
export function drawEvent(event: TraceEvent, draft: DiagramDraft): void {
  draft.learn(event);
  (DIAGRAM_RULES[event.kind] as (event: TraceEvent, draft: DiagramDraft) => void)(event, draft);
}

const labels = new WeakMap<TraceEvent, string>();

/** Each look into the past draws the diagram anew, but what an event says stays the same. */
function once(event: TraceEvent, label: () => string): string {
  const before = labels.get(event);
  if (before !== undefined) return before;
  const made = label();
  labels.set(event, made);
  return made;
}

type StoreEvent = EventOf<'store.asked' | 'store.answered' | 'store.failed'>;

function question({ data }: StoreEvent): { op: string; table: StoreTable; sid: string | undefined } {
  return { op: data.op, table: data.table ?? 'sessions', sid: data.sid };
}

/** A session that is not there is a refusal; a token that is not on the denylist is what one hopes for. */
function answerTone({ op, hit, table = 'sessions' }: EventOf<'store.answered'>['data']): Tone {
  if (op !== 'get' || hit === undefined) return 'plain';
  if (table === 'denylist') return hit ? 'warn' : 'good';
  return hit ? 'plain' : 'warn';
}

/** A second copy is a message of its own; whatever else the network does is a note between the two ends. */
function drawDisturbance(event: EventOf<'network.disturbed'>, draft: DiagramDraft): void {
  const { how, direction, from, to } = event.data;
  if (how === 'duplicated' && direction === 'request') {
    draft.duplicate(event, (line) => cutLabel(`second copy: ${line}`));
    return;
  }
  if (how === 'dropped' || how === 'reset') draft.loseOnTheWay(event);
  if (how === 'discarded') draft.discard(event);
  const guess = direction === 'request' ? (['browser', 'server'] as const) : (['server', 'browser'] as const);
  const over = [...new Set([draft.lane(from, guess[0]), draft.lane(to, guess[1])])];
  const tone = how === 'dropped' || how === 'reset' || how === 'truncated' ? 'bad' : 'warn';
  draft.note(event, over, networkLabel(event.data), tone);
}

const skewTone = (by: number): Tone => (by === 0 ? 'plain' : 'warn');

function statusTone(status: number): Tone {
  if (status >= 500) return 'bad';
  if (status >= 400) return 'warn';
  return status >= 200 && status < 300 ? 'good' : 'plain';
}
