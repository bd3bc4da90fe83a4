import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Users } from '../../../src/apps/users';
import { freshUsers } from './people';

describe('the user table', () => {
  it('begins with three users and says nothing of their passwords', () => {
    const users = freshUsers();
    expect(['1', '2', '3', '4'].map((id) => users.find(id))).toEqual([
      { id: '1', name: 'alice', role: 'user', locked: false, version: 1 },
      { id: '2', name: 'bob', role: 'admin', locked: false, version: 1 },
      { id: '3', name: 'mallory', role: 'user', locked: false, version: 1 },
      undefined,
    ]);
    expect(users.findByName('bob')?.id).toBe('2');
    expect(users.find(undefined)).toBeUndefined();
  });

  it('checks a password', async () => {
    const users = freshUsers();
    expect((await users.checkPassword('mallory', 'queenofhearts'))?.id).toBe('3');
    expect(await users.checkPassword('mallory', 'wonderland')).toBeUndefined();
    expect(await users.checkPassword('nobody', 'wonderland')).toBeUndefined();
    expect(await users.checkPassword('alice', { $ne: '' })).toBeUndefined();
  });

  it('changes a password, and ends sessions with it only when told to', async () => {
    const users = freshUsers();
    expect((await users.changePassword('1', 'looking-glass'))?.version).toBe(1);
    expect(await users.checkPassword('alice', 'wonderland')).toBeUndefined();
    expect((await users.checkPassword('alice', 'looking-glass'))?.id).toBe('1');
    expect((await users.changePassword('1', 'jabberwocky', true))?.version).toBe(2);
  });

  it('is the same table for everybody who opens the file, at once and later', () => {
    const folder = mkdtempSync(join(tmpdir(), 'users-'));
    try {
      const file = join(folder, 'users.sqlite');
      const one = new Users(file);
      const other = new Users(file);
      one.setRole('1', 'admin');
      one.setLocked('1', true);
      other.bumpVersion('1');
      const changed = { id: '1', name: 'alice', role: 'admin', locked: true, version: 2 };
      expect(other.find('1')).toEqual(changed);
      one.close();
      other.close();
      const later = new Users(file);
      expect(later.find('1')).toEqual(changed);
      later.close();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('changes nobody where there is nobody', async () => {
    const users = freshUsers();
    expect(users.setRole('9', 'admin')).toBeUndefined();
    expect(await users.changePassword('9', 'looking-glass')).toBeUndefined();
  });
});
