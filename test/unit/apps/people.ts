import { Users } from '../../../src/apps/users';

export const alice = { username: 'alice', password: 'wonderland' };
export const bob = { username: 'bob', password: 'canwefixit' };

/** A user table of its own, in memory: the ids are 1 for alice and 2 for bob. */
export const freshUsers = (): Users => new Users(':memory:');
