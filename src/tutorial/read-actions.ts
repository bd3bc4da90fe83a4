import { deploy } from '../content/deployment';
import { edits, findEdit } from '../content/edits';
import { findFault, faults } from '../content/faults';
import { readFaultValues } from '../content/faults/values';
import { findScenario, scenarios } from '../content/scenarios';
import { truthScenarios } from '../content/truth';
import type { Fault, FaultValues, Frequency, Occasion, Setup } from '../model';
import { BALANCING, MOST_NODES, SIGNING_ALGORITHMS, TOKEN_MODES } from '../model/setup-words';
import type { RunTarget } from '../model/lab-protocol';
import { readSpan } from '../model/span';
import { STORE_KINDS } from '../model/store-kinds';
import type { Expected } from './impossible';
import { readKind } from './read-condition';
import { VIEWS, type Action, type PartReplaced } from './types';
import { clip, type Member, type YamlNode, type YamlReader } from './yaml-reader';

/** The words of an act, in the order of menus. */
export const ACTION_WORDS = [
  'start',
  'play',
  'inject',
  'arm',
  'lift',
  'advance',
  'destroy',
  'expire',
  'edit',
  'credential',
  'open',
] as const;
type ActionWord = (typeof ACTION_WORDS)[number];

export const SETUP_KEYS = ['store', 'tokens', 'algorithm', 'nodes', 'balancing'] as const;
export const ACT_KEYS = ['label', 'do'] as const;

const MOST_ACTIONS = 20;

export interface ReadAct {
  readonly label: string | null;
  readonly actions: readonly Action[];
}

/**
 * Reads what the button of a step does.
 * @param usual what `start: true` begins
 * @param under the run that is under way before it, or null
 */
export function readAct(yaml: YamlReader, usual: Expected, under: Expected | null): ReadAct | undefined {
  const { root } = yaml;
  if (root === undefined) return undefined;
  let label: string | null = null;
  let list = root;
  if (yaml.isMapping(root) && Object.hasOwn(yaml.data(root) as object, 'do')) {
    const members = yaml.members(root, ACT_KEYS, 'An act');
    if (members?.has('label')) label = yaml.text(members.get('label')?.value, 'The label', 60) ?? null;
    list = members?.get('do')?.value ?? null;
  }
  const items = yaml.list(list) ?? [];
  if (items.length > MOST_ACTIONS) return yaml.error(root, `An act has at most ${MOST_ACTIONS} actions.`);
  const actions: Action[] = [];
  let run = under;
  let whole = true;
  for (const item of items) {
    for (const action of readActions(yaml, item, usual, run)) {
      if (!action) whole = false;
      else {
        actions.push(action);
        if (action.type === 'start') run = { scenario: action.scenario, setup: action.setup };
      }
    }
  }
  return whole && actions.length > 0 ? { label, actions } : undefined;
}

function readActions(
  yaml: YamlReader,
  node: YamlNode,
  usual: Expected,
  run: Expected | null,
): readonly (Action | undefined)[] {
  const members = yaml.members(node, ACTION_WORDS, 'An act');
  if (!members) return [undefined];
  if (members.size === 0) return [yaml.error(node, `An act names what to do: ${ACTION_WORDS.join(', ')}.`)];
  return [...members].map(([word, { key, value }]) => {
    if (run === null && word !== 'start' && word !== 'open') {
      return yaml.error(key, `Nothing runs yet. Put "start: true" before "${word}".`);
    }
    return READERS[word](yaml, value, run ?? usual, usual);
  });
}

type Read = (yaml: YamlReader, node: YamlNode, run: Expected, usual: Expected) => Action | undefined;

const READERS: Readonly<Record<ActionWord, Read>> = {
  start: (yaml, node, _run, usual) => readStart(yaml, node, usual),
  play: (yaml, node, run) => {
    const target = readTarget(yaml, node, run);
    return target && { type: 'play', target };
  },
  inject: (yaml, node) => {
    const order = readOrder(yaml, node, ['fault', 'values', 'frequency']);
    return order && { type: 'inject', ...order.read };
  },
  arm: (yaml, node) => {
    const order = readOrder(yaml, node, ['fault', 'values', 'frequency', 'at']);
    const at = order && readOccasion(yaml, order.members?.get('at'), node);
    return at && { type: 'arm', ...order.read, at };
  },
  lift: (yaml, node) => (yaml.word(node, ['all'], 'Thing to lift') ? { type: 'lift' } : undefined),
  advance: (yaml, node) => {
    const text = yaml.text(node, 'A span of time');
    if (text === undefined) return undefined;
    const span = readSpan(text);
    return 'error' in span ? yaml.error(node, span.error) : { type: 'advance', ms: span.ms };
  },
  destroy: (yaml, node) =>
    yaml.word(node, ['sessions'], 'Thing to destroy') ? { type: 'destroySessions' } : undefined,
  expire: (yaml, node) => (yaml.word(node, ['sessions'], 'Thing to expire') ? { type: 'expireSessions' } : undefined),
  edit: (yaml, node) => {
    const found = yaml.members(node, ['session', 'code'], '"edit"');
    const code = found?.get('code');
    if (code) {
      const edit = readEdit(yaml, code.value);
      return edit === undefined ? undefined : { type: 'editCode', edit };
    }
    const session = found?.get('session');
    const members = session && yaml.entries(session.value, 'A session', 'user');
    if (!members) return undefined;
    return { type: 'editSession', data: yaml.data(session.value) as Record<string, unknown> };
  },
  credential: (yaml, node) => {
    const members = yaml.members(node, ['client', 'value', 'kept', 'replace'], '"credential"');
    const client = members && yaml.word(members.get('client')?.value, ['browser', 'thief'], 'Client');
    if (members?.has('kept')) {
      const kept = yaml.word(members.get('kept')?.value, ['first'], 'Credential that was kept');
      const replace = members.has('replace') ? readPart(yaml, members.get('replace')?.value) : null;
      if (client === undefined || kept === undefined || replace === undefined) return undefined;
      return { type: 'firstCredential', client, ...(replace && { replace }) };
    }
    const value = members && yaml.text(members.get('value')?.value, 'The credential', 8_000);
    return client !== undefined && value !== undefined ? { type: 'credential', client, value } : undefined;
  },
  open: (yaml, node) => {
    if (!yaml.isMapping(node)) {
      const view = yaml.word(node, VIEWS, 'View');
      return view && { type: 'open', view };
    }
    const members = yaml.members(node, ['code', 'token'], '"open"');
    const [found] = members ?? [];
    if (!found) return undefined;
    const [view, { value }] = found;
    const kind = yaml.members(value, ['kind'], `"${view}"`)?.get('kind');
    const at = kind && readKind(yaml, kind.value);
    return at && { type: 'open', view, at };
  },
};

function readStart(yaml: YamlReader, node: YamlNode, usual: Expected): Action | undefined {
  if (!yaml.isMapping(node)) {
    const yes = yaml.flag(node, '"start"');
    if (yes === undefined) return undefined;
    if (!yes) return yaml.error(node, '"start" is true, or names a scenario and a setup.', 'true');
    return { type: 'start', ...usual };
  }
  const members = yaml.members(node, ['scenario', 'setup', 'edited'], '"start"');
  if (!members) return undefined;
  const scenario = members.has('scenario') ? readScenario(yaml, members.get('scenario')?.value) : usual.scenario;
  const setup = members.has('setup') ? readSetup(yaml, members.get('setup')?.value) : {};
  if (scenario === undefined || setup === undefined) return undefined;
  if (!members.has('edited')) return { type: 'start', scenario, setup };
  const edited = readEdit(yaml, members.get('edited')?.value);
  if (edited === undefined) return undefined;
  const app = findEdit(edited)?.app ?? '';
  const runs = deploy(findScenario(scenario)!, setup).app;
  if (runs === app) return { type: 'start', scenario, setup, edited };
  return yaml.error(node, `"${edited}" changes the server "${app}", and this run is served by "${runs}".`);
}

/** One part of a credential that is to be another one. */
function readPart(yaml: YamlReader, node: YamlNode | undefined): PartReplaced | undefined {
  const members = yaml.members(node, ['part', 'of', 'by'], '"replace"');
  const part = members && yaml.whole(members.get('part')?.value ?? null, 'Which part', 1, 100);
  const of = members && yaml.text(members.get('of')?.value, 'What stands between two parts', 10);
  const by = members && yaml.text(members.get('by')?.value, 'The other part', 8_000);
  return part !== undefined && of !== undefined && by !== undefined ? { part, of, by } : undefined;
}

/** A change to a server, by its name. */
function readEdit(yaml: YamlReader, node: YamlNode | undefined): string | undefined {
  const id = yaml.text(node, 'An edit');
  if (id === undefined || findEdit(id)) return id;
  yaml.unknown(
    node,
    id,
    edits.map((each) => each.id),
    `There is no edit "${clip(id)}"`,
  );
  return undefined;
}

/** Every scenario that a tutorial may name. */
export function scenarioIds(): readonly string[] {
  return [...scenarios, ...truthScenarios].map(({ id }) => id);
}

export function readScenario(yaml: YamlReader, node: YamlNode | undefined): string | undefined {
  const id = yaml.text(node, 'The scenario');
  if (id === undefined) return undefined;
  if (findScenario(id)) return id;
  yaml.unknown(node, id, scenarioIds(), `There is no scenario "${clip(id)}"`);
  return undefined;
}

export function readSetup(yaml: YamlReader, node: YamlNode | undefined): Setup | undefined {
  if (node === null) return {};
  const members = yaml.members(node, SETUP_KEYS, 'A setup');
  if (!members) return undefined;
  const value = (key: (typeof SETUP_KEYS)[number]): YamlNode | undefined => members.get(key)?.value;
  const store = members.has('store') ? yaml.word(value('store'), STORE_KINDS, 'Store') : null;
  const tokens = members.has('tokens') ? yaml.word(value('tokens'), TOKEN_MODES, 'Kind of token') : null;
  const algorithm = members.has('algorithm') ? yaml.word(value('algorithm'), SIGNING_ALGORITHMS, 'Algorithm') : null;
  const nodes = members.has('nodes') ? yaml.whole(value('nodes'), 'The number of servers', 1, MOST_NODES) : null;
  const balancing = members.has('balancing') ? yaml.word(value('balancing'), BALANCING, 'Way of balancing') : null;
  const all = { store, tokens, algorithm, nodes, balancing };
  if (Object.values(all).some((each) => each === undefined)) return undefined;
  return Object.fromEntries(Object.entries(all).filter(([, each]) => each !== null));
}

function readTarget(yaml: YamlReader, node: YamlNode, { scenario }: Expected): RunTarget | undefined {
  if (yaml.isMapping(node)) {
    const members = yaml.members(node, ['to', 'until'], '"play"');
    if (!members) return undefined;
    if (members.has('to')) {
      const act = readActId(yaml, members.get('to')?.value, scenario);
      return act === undefined ? undefined : { type: 'act', edge: 'start', act };
    }
    return readMoment(yaml, members.get('until')?.value);
  }
  const text = yaml.text(node, 'What to play');
  if (text === undefined) return undefined;
  if (text === 'end') return { type: 'end' };
  if (text === 'next') return { type: 'act', edge: 'end' };
  const act = readActId(yaml, node, scenario);
  return act === undefined ? undefined : { type: 'act', edge: 'end', act };
}

function readActId(yaml: YamlReader, node: YamlNode | undefined, scenario: string): string | undefined {
  const id = yaml.text(node, 'An act');
  if (id === undefined) return undefined;
  const acts = findScenario(scenario)?.acts.map((act) => act.id) ?? [];
  if (acts.includes(id)) return id;
  yaml.unknown(node, id, [...acts, 'next', 'end'], `"${scenario}" has no act "${clip(id)}"`);
  return undefined;
}

function readMoment(yaml: YamlReader, node: YamlNode | undefined): RunTarget | undefined {
  const members = yaml.members(node, ['kind', 'nth', 'actor', 'route'], '"until"');
  if (!members) return undefined;
  const kind = members.has('kind')
    ? readKind(yaml, members.get('kind')?.value)
    : yaml.error(node, '"until" names a kind.');
  const nth = members.has('nth') ? yaml.whole(members.get('nth')?.value, 'Which one', 1, 1_000) : 1;
  const actor = members.has('actor') ? yaml.text(members.get('actor')?.value, 'The actor') : null;
  const route = members.has('route') ? yaml.text(members.get('route')?.value, 'The route') : null;
  if (kind === undefined || nth === undefined || actor === undefined || route === undefined) return undefined;
  return { type: 'event', kind, nth, ...(actor === null ? {} : { actor }), ...(route === null ? {} : { route }) };
}

interface Order {
  readonly fault: string;
  readonly values?: FaultValues;
  readonly frequency?: Frequency;
}

function readOrder<K extends string>(
  yaml: YamlReader,
  node: YamlNode,
  keys: readonly (K | 'fault' | 'values' | 'frequency')[],
): { readonly read: Order; readonly members: ReadonlyMap<string, Member> | undefined } | undefined {
  if (!yaml.isMapping(node)) {
    const fault = readFault(yaml, node);
    return fault && { read: { fault: fault.id }, members: undefined };
  }
  const members = yaml.members(node, keys, 'A failure') as ReadonlyMap<string, Member> | undefined;
  if (!members) return undefined;
  if (!members.has('fault')) return yaml.error(node, 'A failure is named by "fault".');
  const fault = readFault(yaml, members.get('fault')?.value);
  const values = members.has('values') && fault ? readValues(yaml, members.get('values')?.value, fault) : null;
  const frequency = members.has('frequency') ? readFrequency(yaml, members.get('frequency')?.value) : null;
  if (!fault || values === undefined || frequency === undefined) return undefined;
  return { read: { fault: fault.id, ...(values && { values }), ...(frequency && { frequency }) }, members };
}

function readFault(yaml: YamlReader, node: YamlNode | undefined): Fault | undefined {
  const id = yaml.text(node, 'A failure');
  if (id === undefined) return undefined;
  const fault = findFault(id);
  if (!fault) {
    const ids = faults.map((each) => each.id);
    yaml.unknown(node, id, ids, `There is no failure "${clip(id)}"`);
  }
  return fault;
}

function readValues(yaml: YamlReader, node: YamlNode | undefined, fault: Fault): FaultValues | undefined {
  const members = yaml.entries(node, 'Values', 'node: app');
  if (!members) return undefined;
  const values: Record<string, string | number> = {};
  for (const [name, { value }] of members) {
    const plain = yaml.plain(value, `The value of "${clip(name)}"`);
    if (typeof plain !== 'string' && typeof plain !== 'number')
      return yaml.error(value, 'A value is a text or a number.');
    values[name] = plain;
  }
  const checked = readFaultValues(fault, values);
  return 'error' in checked ? yaml.error(node, checked.error) : values;
}

function readOccasion(yaml: YamlReader, member: Member | undefined, node: YamlNode): Occasion | undefined {
  if (!member) return yaml.error(node, 'What waits needs its moment: "at: { kind: store.answered }".');
  const members = yaml.members(member.value, ['kind', 'nth', 'route'], '"at"');
  if (!members) return undefined;
  const kind = members.has('kind')
    ? readKind(yaml, members.get('kind')?.value)
    : yaml.error(node, '"at" names a kind.');
  const nth = members.has('nth') ? yaml.whole(members.get('nth')?.value, 'Which one', 1, 1_000) : null;
  const route = members.has('route') ? yaml.text(members.get('route')?.value, 'The route') : null;
  if (kind === undefined || nth === undefined || route === undefined) return undefined;
  return { kind, ...(nth === null ? {} : { nth }), ...(route === null ? {} : { route }) };
}

function readFrequency(yaml: YamlReader, node: YamlNode | undefined): Frequency | undefined {
  const members = yaml.members(node, ['how', 'n', 'p'], '"frequency"');
  const how = members && yaml.word(members.get('how')?.value, ['once', 'first', 'chance', 'always'], 'Frequency');
  switch (how) {
    case undefined:
      return undefined;
    case 'once':
    case 'always':
      return { how };
    case 'first': {
      const n = yaml.whole(members?.get('n')?.value ?? null, '"n"', 1, 1_000);
      return n === undefined ? undefined : { how, n };
    }
    case 'chance': {
      const p = yaml.number(members?.get('p')?.value ?? null, '"p"');
      if (p === undefined) return undefined;
      return p >= 0 && p <= 1 ? { how, p } : yaml.error(node, '"p" goes from 0 to 1.');
    }
    default:
      return how satisfies never;
  }
}
