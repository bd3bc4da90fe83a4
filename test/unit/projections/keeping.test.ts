import { describe, expect, it } from 'vitest';
import { keeping } from '../../../src/projections/keeping';
import { recorded } from './recorded';
import { Story } from './traces';

const check = { subject: '1', rule: 'version', expected: '1', actual: '1', allowed: true } as const;
const token = { token: 'a.b.c', header: {}, claims: {}, checks: [] };

describe('what a server keeps', () => {
  it('is a row for each user where there are sessions, and the row can be deleted', () => {
    const { bytesPerUser, revocation } = keeping(recorded('stateful'));
    expect(bytesPerUser).toBeGreaterThan(100);
    expect(revocation).toBe('row');
  });

  it('is nothing where there are plain tokens, and nothing ends them', () => {
    expect(keeping(recorded('stateless'))).toEqual({ bytesPerUser: 0, revocation: 'nothing' });
  });

  it('does not count the row of a visitor, nor what the operator does', () => {
    const story = new Story().begin();
    const row = { sid: 'x', data: { cookie: {} }, bytes: 90, expires: null };
    const asAlice = { ...row, data: { user: { id: '1', name: 'alice' } }, bytes: 500 };
    story.add('store.asked', { op: 'set', sid: 'x', row }, { actor: 'app' });
    story.add('store.asked', { op: 'set', sid: 'x', row: asAlice }, { actor: 'lab' });
    expect(keeping(story.events).bytesPerUser).toBe(0);
    story.add('store.asked', { op: 'set', sid: 'x', row: asAlice }, { actor: 'app' });
    expect(keeping(story.events).bytesPerUser).toBe(500);
  });

  it('knows the strongest way to end a credential that the server was seen to use', () => {
    const story = new Story().begin();
    expect(keeping(story.events).revocation).toBeNull();
    story.add('token.verified', token, { actor: 'app' });
    expect(keeping(story.events).revocation).toBe('nothing');
    story.add('refresh.issued', { family: 'f', id: 'i', expires: 0 }, { actor: 'app' });
    expect(keeping(story.events).revocation).toBe('refresh');
    story.add('account.checked', check, { actor: 'app' });
    expect(keeping(story.events).revocation).toBe('version');
    story.add('store.asked', { op: 'get', table: 'denylist', sid: 'j' }, { actor: 'app' });
    expect(keeping(story.events).revocation).toBe('denylist');
    story.add('store.asked', { op: 'get', sid: 's' }, { actor: 'app' });
    story.add('token.verified', token, { actor: 'app' });
    expect(keeping(story.events).revocation).toBe('row');
  });
});
