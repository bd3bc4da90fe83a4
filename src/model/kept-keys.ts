import * as z from 'zod/mini';
import { KEY_READINGS } from './token-protocol';

/** The keys that the user said to keep, as they lie in secret storage. They hold key material. */
export const keptKeys = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    fingerprint: z.string(),
    text: z.string(),
    as: z.enum(KEY_READINGS),
    passphrase: z.optional(z.string()),
  }),
);
