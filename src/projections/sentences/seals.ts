import type { EventOf } from '../../model';
import { key } from '../topics';
import { userOfSession } from '../users';
import { clip, duration, moment, size } from '../words';
import { end, person, refusal, sentenceOf, subject, withoutSecrets } from './phrases';
import type { Tellers } from './tellers';

/** Octets of name and value together that a browser keeps. */
const LARGEST_COOKIE = 4_096;

/** Sentences about a session that is kept in an encrypted cookie and nowhere else. */
export const sealSentences: Pick<Tellers, 'session.sealed' | 'session.unsealed' | 'session.rejected'> = {
  'session.sealed': (event, past) => {
    const { name, bytes, expires, data } = event.data;
    const who = person(userOfSession(data));
    const server = subject(past, event.actor);
    const until = end(expires, event.at);
    if (past.exchangeOf(event)?.last('session.unsealed')) {
      return past.times(key('session.sealed')) > 1
        ? `${server} encrypts the session of ${who} anew, good ${until}; the seal before it stays good until its own end.`
        : `The end in a seal cannot be moved, so ${past.name(event.actor)} encrypts the session of ${who} anew, good ${until}; the seal before it stays good until its own end, because nobody keeps a list of seals.`;
    }
    const sealing = `${server} encrypts the whole session, which names ${who}, for the cookie ${clip(name, 40)}: ${size(bytes)}`;
    // The name counts as well (RFC 6265bis, section 5.6).
    return bytes + name.length > LARGEST_COOKIE
      ? `${sealing}, and with its name more than the 4,096 that a browser takes; it keeps nothing of it, and no cookie will bring it back.`
      : `${sealing} of the 4,096 that a browser takes, good ${until}; it keeps nothing of it, because the cookie will bring it back.`;
  },

  'session.unsealed': (event, past) => {
    const { name, data } = event.data;
    const who = person(userOfSession(data));
    const holds = `The seal of the cookie ${clip(name, 40)} fits${standing(event)}`;
    const request = past.exchangeOf(event)?.request;
    const victim = request ? past.showsCopy(request) : null;
    if (request && past.sealed(event.data.value)?.loggedOut) {
      return `${holds}, so ${past.name(request.actor)} counts as ${who}: the logout removed the cookie from one browser, and there is no row that the server could have deleted.`;
    }
    if (request && victim !== null) {
      return `${holds}, so ${past.name(request.actor)} counts as ${who}: what is inside says whose session it is, not who shows it.`;
    }
    return past.times(key('session.unsealed')) > 0
      ? `${holds}, and inside stands ${who}: the server asks no store.`
      : `${holds}, and inside stands ${who}: only this server could have written that, so it knows who is asking without looking anything up.`;
  },

  'session.rejected': ({ data }) => {
    const words = data.message === '' ? '' : ` ("${withoutSecrets(data.message, [data.value])}")`;
    const reason = refusal(data.checks, [data.value]);
    return sentenceOf(
      `The cookie ${clip(data.name, 40)} is not believed${words}`,
      reason === null ? '' : `, because ${reason}`,
      '; the request goes on as one without a session',
    );
  },
};

function standing({ at, data }: EventOf<'session.unsealed'>): string {
  if (data.expires === null) return ' and no end limits it';
  return ` and its end, ${moment(data.expires, at)}, is ${duration(data.expires - at)} away`;
}
