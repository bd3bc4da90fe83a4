import { EVENT_KINDS, type EventKind } from '../model';
import { isEventKind } from '../model/kinds';
import type { Condition, Pattern, Requirement, Test } from './types';
import { clip, type YamlNode, type YamlReader } from './yaml-reader';
import { whyNever, type Expected } from './impossible';

const CONDITION_KEYS = ['since', 'order', 'events'] as const;
const PATTERN_KEYS = ['kind', 'actor', 'act', 'route', 'where', 'times', 'never'] as const;
const TESTS = ['not', 'in', 'above', 'below', 'contains', 'starts', 'exists', 'remember', 'same', 'differs'] as const;

export const CONDITION_WORDS = { condition: CONDITION_KEYS, pattern: PATTERN_KEYS, tests: TESTS };

/** Enough for a story, and few enough to search in no time. */
const MOST_PATTERNS = 20;
const MOST_TIMES = 200;

/**
 * Reads what events have to match: a pattern, a list of them, or the long form.
 * @param expected the run that they are looked for in, or null where none is known
 */
export function readCondition(
  yaml: YamlReader,
  node: YamlNode | undefined,
  what: string,
  expected: Expected | null,
): Condition | undefined {
  if (node === undefined) return undefined;
  const long = yaml.isMapping(node) && isLong(yaml, node) ? yaml.members(node, CONDITION_KEYS, what) : undefined;
  if (yaml.isMapping(node) && isLong(yaml, node) && !long) return undefined;
  const since = long?.has('since') ? yaml.word(long.get('since')?.value, ['step', 'run'], 'Since') : 'step';
  const order = long?.has('order') ? yaml.word(long.get('order')?.value, ['given', 'any'], 'Order') : 'given';
  const events = long ? (long.get('events')?.value ?? null) : node;
  if (events === null) return yaml.error(node, `${what} names no events. Write "events:" with a list of patterns.`);
  const items = yaml.list(events) ?? [];
  if (items.length === 0) return yaml.error(node, `${what} names no events. Write "- kind: response.received".`);
  if (items.length > MOST_PATTERNS) return yaml.error(node, `${what} has at most ${MOST_PATTERNS} patterns.`);
  const patterns = items.map((item) => readPattern(yaml, item, expected));
  if (since === undefined || order === undefined) return undefined;
  if (!patterns.every((pattern) => pattern !== undefined)) return undefined;
  checkNames(yaml, node, patterns);
  return { since, ordered: order === 'given', patterns };
}

function isLong(yaml: YamlReader, node: YamlNode): boolean {
  const keys = yaml.data(node) as Record<string, unknown>;
  return !Object.hasOwn(keys, 'kind') && CONDITION_KEYS.some((key) => Object.hasOwn(keys, key));
}

function readPattern(yaml: YamlReader, node: YamlNode, expected: Expected | null): Pattern | undefined {
  const members = yaml.members(node, PATTERN_KEYS, 'A pattern');
  if (!members) return undefined;
  const optional = <T>(key: (typeof PATTERN_KEYS)[number], read: (value: YamlNode) => T): T | null => {
    const member = members.get(key);
    return member ? read(member.value) : null;
  };
  const kindNode = members.get('kind');
  if (!kindNode) return yaml.error(node, 'A pattern names a kind of event: "kind: response.received".');
  const kinds = (yaml.list(kindNode.value) ?? []).map((each) => readKind(yaml, each));
  const actor = optional('actor', (value) => yaml.text(value, 'The actor'));
  const act = optional('act', (value) => yaml.text(value, 'The act'));
  const route = optional('route', (value) => yaml.text(value, 'The route'));
  const where = optional('where', (value) => readWhere(yaml, value));
  const times = optional('times', (value) => yaml.whole(value, 'How many times', 1, MOST_TIMES)) ?? 1;
  const never = optional('never', (value) => yaml.flag(value, '"never"')) ?? false;
  if (route && !route.startsWith('/')) {
    return yaml.error(members.get('route')?.value, 'A route begins with "/", as in /login.', `/${route}`);
  }
  if (kinds.length === 0 || !kinds.every((kind) => kind !== undefined)) return undefined;
  if (actor === undefined || act === undefined || route === undefined || where === undefined) return undefined;
  const pattern: Pattern = {
    kinds,
    where: where ?? [],
    times,
    never,
    ...(actor === null ? {} : { actor }),
    ...(act === null ? {} : { act }),
    ...(route === null ? {} : { route }),
  };
  const why = expected && whyNever(pattern, expected);
  // What can never happen is a mistake even where it is to be absent: it proves nothing.
  if (why) yaml.error(node, `This can never match: ${why}`);
  return pattern;
}

export function readKind(yaml: YamlReader, node: YamlNode | undefined): EventKind | undefined {
  const text = yaml.text(node, 'A kind of event');
  if (text === undefined) return undefined;
  if (isEventKind(text)) return text;
  yaml.unknown(node, text, Object.keys(EVENT_KINDS), `"${clip(text)}" is no kind of event`);
  return undefined;
}

function readWhere(yaml: YamlReader, node: YamlNode): readonly Requirement[] | undefined {
  const entries = yaml.entries(node, '"where"', 'status: 401');
  if (!entries) return undefined;
  const requirements = [...entries].flatMap(([path, { value }]) => {
    const test = readTests(yaml, value);
    return test ? test.map((each): Requirement => ({ path, test: each })) : [undefined];
  });
  return requirements.every((each) => each !== undefined) ? requirements : undefined;
}

function readTests(yaml: YamlReader, node: YamlNode): readonly Test[] | undefined {
  if (!yaml.isMapping(node)) {
    const value = yaml.plain(node, 'A condition');
    return value === undefined ? undefined : [{ how: 'is', value }];
  }
  const members = yaml.members(node, TESTS, 'A condition');
  if (!members) return undefined;
  const tests = [...members].map(([how, { value }]) => readTest(yaml, how, value));
  return tests.length > 0 && tests.every((test) => test !== undefined) ? tests : undefined;
}

function readTest(yaml: YamlReader, how: (typeof TESTS)[number], node: YamlNode): Test | undefined {
  const with_ = <T>(value: T | undefined, make: (value: T) => Test): Test | undefined =>
    value === undefined ? undefined : make(value);
  switch (how) {
    case 'not':
      return with_(yaml.plain(node, '"not"'), (value) => ({ how, value }));
    case 'in': {
      const values = (yaml.list(node) ?? []).map((each) => yaml.plain(each, 'A value of "in"'));
      return values.every((value) => value !== undefined) ? { how, values } : undefined;
    }
    case 'above':
    case 'below':
      return with_(yaml.number(node, `"${how}"`), (value) => ({ how, value }));
    case 'contains':
    case 'starts':
      return with_(yaml.text(node, `"${how}"`), (value) => ({ how, value }));
    case 'exists':
      return with_(yaml.flag(node, '"exists"'), (value) => ({ how, value }));
    case 'remember':
    case 'same':
    case 'differs':
      return with_(yaml.text(node, `"${how}"`, 40), (name) => ({ how, name }));
    default:
      return how satisfies never;
  }
}

/** A name that nothing before it remembers has no value to compare with. */
function checkNames(yaml: YamlReader, node: YamlNode, patterns: readonly Pattern[]): void {
  const known = new Set<string>();
  for (const { where } of patterns) {
    for (const { test } of where) {
      if (test.how === 'remember') known.add(test.name);
      if ((test.how === 'same' || test.how === 'differs') && !known.has(test.name)) {
        yaml.error(
          node,
          `Nothing before remembers "${clip(test.name)}". Write "{ remember: ${clip(test.name)} }" at an earlier event.`,
        );
      }
    }
  }
}
