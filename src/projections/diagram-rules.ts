import type { EventKind, EventOf, TraceEvent } from '../model';
import type { DiagramDraft } from './diagram-draft';
import type { Tone } from './diagram-types';
import {
  answerLabel,
  askLabel,
  brokenLabel,
  clockLabel,
  cookieLabel,
  cookieRejectedLabel,
  copyLabel,
  missingLabel,
  cutLabel,
  exitLabel,
  passwordLabel,
  rejectedLabel,
  requestLabel,
  responseLabel,
  roleLabel,
  sealedLabel,
  signedLabel,
  startLabel,
  storageLabel,
  unsealableLabel,
  unsealedLabel,
  verifiedLabel,
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

  'node.started': (event, draft) => {
    const { id, label } = draft.lanes.speaker(event);
    draft.note(event, [id], startLabel(label, event.boot), 'plain');
  },
  'node.exited': (event, draft) => {
    const { id, label } = draft.lanes.speaker(event);
    draft.closeAll(id);
    const orderly = event.data.signal === null && (event.data.code ?? 0) === 0;
    draft.note(event, [id], exitLabel(label, event.data), orderly ? 'plain' : 'bad');
  },

  'store.opened': nothing,
  'store.asked': (event, draft) => draft.ask(event, event.data.op, event.data.sid, askLabel(event.data)),
  'store.answered': (event, draft) => {
    const missed = event.data.op === 'get' && event.data.hit === false;
    draft.answer(event, event.data.op, event.data.sid, answerLabel(event.data), missed ? 'warn' : 'plain');
  },
  'store.failed': (event, draft) => {
    draft.answer(event, event.data.op, event.data.sid, cutLabel(`error: ${event.data.message}`), 'bad');
  },

  'request.sent': (event, draft) => draft.request(event, requestLabel(event.data)),
  'request.received': (event, draft) => draft.received(event),
  'request.failed': (event, draft) => draft.refused(event, brokenLabel('No connection', event.data.code)),
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
  'role.checked': (event, draft) => draft.self(event, roleLabel(event.data), verdict(event.data.allowed)),

  'token.signed': (event, draft) => draft.self(event, signedLabel(event.data), 'plain'),
  'token.verified': (event, draft) => draft.self(event, verifiedLabel(event.data), 'good'),
  'token.rejected': (event, draft) => draft.self(event, rejectedLabel(event.data), 'warn'),

  'response.started': (event, draft) => {
    draft.respond(event, responseLabel(event.data, event.at), statusTone(event.data.status));
  },
  'response.ended': (event, draft) => {
    draft.evidence(event, 'response');
    draft.close(event);
  },
  'response.received': (event, draft) => {
    draft.evidence(event, 'response');
    draft.close(event);
  },
  'response.lost': (event, draft) => {
    const { gotHead, code } = event.data;
    draft.broken(event, brokenLabel(gotHead ? 'Body broke off' : 'Connection broke', code), gotHead);
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
    draft.note(event, [draft.lane(event.data.target, 'server')], cutLabel(`Failure: ${event.data.title}`), 'bad');
  },
  'clock.advanced': (event, draft) => draft.note(event, draft.lanes.span(), clockLabel(event.data), 'plain'),
};

/** Draws one event; the one place where the table is looked up by a kind known only at run time. */
export function drawEvent(event: TraceEvent, draft: DiagramDraft): void {
  draft.lanes.learn(event);
  (DIAGRAM_RULES[event.kind] as (event: TraceEvent, draft: DiagramDraft) => void)(event, draft);
}

function statusTone(status: number): Tone {
  if (status >= 500) return 'bad';
  if (status >= 400) return 'warn';
  return status >= 200 && status < 300 ? 'good' : 'plain';
}
