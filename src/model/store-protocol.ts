import * as z from 'zod/mini';
import { storeFacts, storePage, storeStep, storeValue } from './store-records';

/** What the extension host and the session store's table say to each other. The table keeps nothing. */

/** View to host. `request` numbers the questions, so that a late answer is not taken for the answer to the next. */
export const storeIntent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({
    type: z.literal('page'),
    request: z.int(),
    cursor: z.nullable(z.string()),
    search: z.string(),
    size: z.int().check(z.gte(1), z.lte(1000)),
  }),
  z.object({ type: z.literal('count'), request: z.int(), cursor: z.nullable(z.string()) }),
  z.object({ type: z.literal('value'), request: z.int(), id: z.string(), store: z.optional(z.string()) }),
  /** `before`: what was there when it was read; where something else is there now, nothing is changed. */
  z.object({
    type: z.literal('edit'),
    request: z.int(),
    id: z.string(),
    data: z.record(z.string(), z.unknown()),
    before: z.string(),
  }),
  z.object({ type: z.literal('expire'), ids: z.array(z.string()).check(z.minLength(1)) }),
  z.object({ type: z.literal('destroy'), ids: z.array(z.string()).check(z.minLength(1)) }),
  z.object({ type: z.literal('destroyAll') }),
  /** The user wants to change rows that are not ours; the editor asks whether that is meant. */
  z.object({ type: z.literal('allow') }),
  z.object({ type: z.literal('prefix'), prefix: z.string() }),
  z.object({ type: z.literal('copy'), text: z.string(), what: z.string() }),
  z.object({ type: z.literal('openToken'), token: z.string() }),
  z.object({ type: z.literal('openAnother') }),
  /** Opens the store once more that could not be opened. */
  z.object({ type: z.literal('retry') }),
  z.object({ type: z.literal('showLog') }),
]);
export type StoreIntent = z.infer<typeof storeIntent>;

/** The store that is shown. */
export const storeCard = z.object({
  title: z.string(),
  facts: storeFacts,
  /** It belongs to the demo: its rows are counted down by the run's clock, and every change is told by the run. */
  demo: z.boolean(),
});
export type StoreCard = z.infer<typeof storeCard>;

/** Host to view. */
export const storeMessage = z.discriminatedUnion('type', [
  /**
   * `revision` changes with every other store. `sentence`: why there is no table; null while it is being opened.
   * `again`: opening it once more may help. `now`: ms since the Unix epoch by the run's clock, or null where rows are
   * counted down by the real one.
   */
  z.object({
    type: z.literal('show'),
    revision: z.int(),
    card: z.nullable(storeCard),
    sentence: z.nullable(z.string()),
    again: z.boolean(),
    now: z.nullable(z.number()),
  }),
  z.object({ type: z.literal('page'), request: z.int(), page: storePage }),
  z.object({ type: z.literal('counted'), request: z.int(), step: storeStep }),
  /** Null: the row is gone. */
  z.object({ type: z.literal('value'), request: z.int(), value: z.nullable(storeValue) }),
  /** An edit is written. */
  z.object({ type: z.literal('edited'), request: z.int() }),
  z.object({ type: z.literal('failed'), request: z.nullable(z.int()), message: z.string() }),
  /** Rows changed: what is shown has to be read anew. */
  z.object({ type: z.literal('changed') }),
  z.object({ type: z.literal('clock'), now: z.number() }),
  /** What was done, for those who do not see it. */
  z.object({ type: z.literal('said'), message: z.string() }),
]);
export type StoreMessage = z.infer<typeof storeMessage>;
