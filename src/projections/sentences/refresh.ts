import { key } from '../topics';
import { capitalized, count, shortId } from '../words';
import { end, person, sentenceOf, subject, withoutSecrets } from './phrases';
import type { Tellers } from './tellers';

/** Sentences about refresh tokens: long-lived, used once, exchanged for the next (RFC 6749 §1.5, RFC 9700 §4.14.2). */
export const refreshSentences: Pick<
  Tellers,
  'refresh.issued' | 'refresh.rotated' | 'refresh.reused' | 'refresh.rejected'
> = {
  'refresh.issued': (event, past) => {
    const { id, expires } = event.data;
    const line = `${subject(past, event.actor)} issues a refresh token, ${shortId(id)}, good ${end(expires, event.at)}`;
    return past.times(key('refresh.issued')) > 0
      ? `${line}, the first of a new family.`
      : `${line}: the access token is short-lived because nobody can take it back, and this one, which can be taken back, gets the next (RFC 6749 §1.5).`;
  },

  'refresh.rotated': (event, past) => {
    const { from, to } = event.data;
    const line = `The refresh token ${shortId(from)} is exchanged for the next, ${shortId(to)}, and is used up`;
    return past.times(key('refresh.rotated')) > 0
      ? `${line}.`
      : `${line}: each is good for one use, so that a stolen copy shows itself (RFC 9700 §4.14.2).`;
  },

  'refresh.reused': ({ data }, past) => {
    const user = past.family(data.family)?.user;
    const whose = user == null ? '' : ` of ${person(user)}`;
    return `The refresh token ${shortId(data.id)}${whose} is shown a second time: two parties hold it and the server cannot tell the owner from the thief, so it revokes the whole family, ${count(data.revoked, 'token')}, and both have to log in again (RFC 9700 §4.14.2).`;
  },

  'refresh.rejected': ({ actor, data }, past) =>
    sentenceOf(
      capitalized(past.name(actor)),
      ` does not accept the refresh token ${shortId(data.id)}`,
      data.why === '' ? '' : `: ${withoutSecrets(data.why, [data.id])}`,
    ),
};
