import { scrypt, timingSafeEqual } from 'node:crypto';

export interface User {
  readonly id: string;
  readonly name: string;
  readonly role: 'user' | 'admin';
  /** `scrypt$N$r$p$salt$hash`, salt and hash in base64url. The parameters stand beside it so that they can be raised. */
  readonly password: string;
}

/** The user table. A real application keeps it in a database. */
const users: readonly User[] = [
  // alice's password is "wonderland"
  {
    id: '1',
    name: 'alice',
    role: 'user',
    password: 'scrypt$16384$8$1$ExxDx1Crn8oDGCap5PNeIg$4wq__38tKkgeuuNAsmUstremw9YMpg2tlc62mPS6pUg',
  },
  // bob's password is "canwefixit"
  {
    id: '2',
    name: 'bob',
    role: 'admin',
    password: 'scrypt$16384$8$1$U9jlajcT6uugudhwlGPdpQ$8Ftqz5f6kaKAkbtNi97dB47oTy_Cu62ICGS3JFG5wX0',
  },
];

/** Compared against when there is no such user, so that a wrong name takes as long as a wrong password. */
const nobody = 'scrypt$16384$8$1$tvnsueCHWlW05tZTAAZ5Vw$-Y0tqU8Y5-7m2ZERbivks4HnqiOf3ytOIoYNjcFNmLw';

export function findUser(id: string | undefined): User | undefined {
  return users.find((user) => user.id === id);
}

export function findUserByName(name: string): User | undefined {
  return users.find((user) => user.name === name);
}

/**
 * Finds the user with this name and password.
 * The answer does not tell which of the two was wrong, in words or in time.
 */
export async function checkPassword(name: unknown, password: unknown): Promise<User | undefined> {
  if (typeof name !== 'string' || typeof password !== 'string') return undefined;
  const user = findUserByName(name);
  const matches = await matchesHash(password, user?.password ?? nobody);
  return matches ? user : undefined;
}

function matchesHash(password: string, stored: string): Promise<boolean> {
  const [, cost, blockSize, parallelization, salt = '', hash = ''] = stored.split('$');
  const expected = Buffer.from(hash, 'base64url');
  const options = { cost: Number(cost), blockSize: Number(blockSize), parallelization: Number(parallelization) };
  return new Promise((resolve, reject) => {
    scrypt(password, Buffer.from(salt, 'base64url'), expected.length, options, (error, actual) => {
      if (error) reject(error);
      else resolve(timingSafeEqual(actual, expected));
    });
  });
}
