import * as z from 'zod/mini';
import { storeAddress } from './store-address';
import { storeFacts, storePage, storeStep, storeValue } from './store-records';

/**
 * What the extension host and the store desk say to each other. The desk reads one session store in a process of its
 * own: whatever takes long there keeps no editor waiting. It works in short steps, so giving up is to ask no further.
 */

/** Host to desk. Each order has exactly one answer. */
export const deskOrder = z.discriminatedUnion('type', [
  z.object({ type: z.literal('open'), request: z.int(), address: storeAddress }),
  /** `search`: rows whose id or data hold these words, whatever their case. `cursor`: null for the beginning. */
  z.object({
    type: z.literal('page'),
    request: z.int(),
    cursor: z.nullable(z.string()),
    search: z.string(),
    size: z.int().check(z.gte(1), z.lte(1000)),
    /** Only these rows: no key of others is looked at. */
    only: z.optional(z.array(z.string())),
  }),
  z.object({ type: z.literal('count'), request: z.int(), cursor: z.nullable(z.string()) }),
  z.object({ type: z.literal('value'), request: z.int(), id: z.string() }),
  /** The user has said that rows which are not ours may be changed. */
  z.object({ type: z.literal('allow'), request: z.int() }),
  z.object({ type: z.literal('prefix'), request: z.int(), prefix: z.string() }),
  /** `before`: what was there when it was read; where something else is there now, nothing is changed. */
  z.object({
    type: z.literal('edit'),
    request: z.int(),
    id: z.string(),
    data: z.record(z.string(), z.unknown()),
    before: z.string(),
  }),
  z.object({ type: z.literal('expire'), request: z.int(), ids: z.array(z.string()) }),
  z.object({ type: z.literal('destroy'), request: z.int(), ids: z.array(z.string()) }),
  z.object({ type: z.literal('destroyAll'), request: z.int(), cursor: z.nullable(z.string()) }),
]);
export type DeskOrder = z.infer<typeof deskOrder>;

/** Stable codes of what can go wrong with a store that is looked at; each has one sentence. */
export const deskFailureCode = z.enum([
  'store-missing',
  'store-locked',
  'store-corrupt',
  'store-foreign',
  'store-forbidden',
  'store-gone',
  'store-unusable',
  'desk-died',
]);
export type DeskFailureCode = z.infer<typeof deskFailureCode>;

/** Desk to host. */
export const deskReport = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('facts'), request: z.int(), facts: storeFacts }),
  z.object({ type: z.literal('page'), request: z.int(), page: storePage }),
  /** Null: the row is gone. */
  z.object({ type: z.literal('value'), request: z.int(), value: z.nullable(storeValue) }),
  z.object({ type: z.literal('step'), request: z.int(), step: storeStep }),
  z.object({ type: z.literal('failed'), request: z.int(), code: deskFailureCode, message: z.string() }),
]);
export type DeskReport = z.infer<typeof deskReport>;
