import { describe, expect, it } from 'vitest';
import { deploy } from '../../../src/content/deployment';
import { findScenario } from '../../../src/content/scenarios';
import { coverage, plainText, untaught } from '../../../src/tutorial';
import { completions } from '../../../src/tutorial/complete';
import { draft } from '../../../src/tutorial/draft';
import { cutExcerpt } from '../../../src/tutorial/excerpts';
import { readLinkPath, tutorialLink } from '../../../src/tutorial/link';
import { readProse } from '../../../src/tutorial/prose';
import { GLOSSARY, parse, source, trace, tutorial } from './support';

/** Completes where "|" stands. */
function words(text: string): string[] {
  const before = text.slice(0, text.indexOf('|')).split('\n');
  const whole = text.replace('|', '');
  return completions(whole, before.length - 1, before.at(-1)!.length, GLOSSARY).map(({ word }) => word);
}

describe('Completion', () => {
  it('knows where it is', () => {
    expect(words(source({ head: '|\n' }))).toContain('needs');
    expect(words(source({ head: 'needs: [|]\n' }))).toContain('stateful-login');
    expect(words(source({ act: '- |' }))).toEqual(expect.arrayContaining(['start', 'play', 'inject']));
    expect(words(source({ act: '- inject: |' }))).toContain('kill');
    expect(words(source({ act: '- play: |' }))).toEqual(expect.arrayContaining(['login', 'next', 'end']));
    expect(words(source({ done: '- kind: |' }))).toContain('cookie.stored');
    expect(words(source({ done: '- { kind: store.asked, where: { |' }))).toEqual(expect.arrayContaining(['op', 'sid']));
    expect(words(source({ text: 'A [[|' }))).toEqual(['cookie', 'session']);
    expect(words(source({ more: '```|' }))).toContain('predict');
    expect(words(source({ text: 'Just | text.' }))).toEqual([]);
  });
});

describe('Prose', () => {
  it('reads paragraphs, lists, tables, quotes and headings', () => {
    const read = readProse(
      'One *two* **three** `four`.\n\n- a\n- b\n  more\n\n1. c\n\n> said\n> so\n\n### Head\n\n| A | B |\n|---|---|\n| [[x|y]] | z |',
    );
    expect(read.map(({ type }) => type)).toEqual(['paragraph', 'list', 'list', 'quote', 'heading', 'table']);
    expect(plainText(read)).toBe('One two three four.\n\n- a\n- b more\n\n- c\n\nsaid so\n\nHead\n\nA | B\ny | z');
  });

  it('leaves what is escaped or only looks like a mark', () => {
    expect(plainText(readProse('2 * 3 * 4, snake_case_name, \\*no\\*, s%3A'))).toBe(
      '2 * 3 * 4, snake_case_name, *no*, s%3A',
    );
  });
});

describe('An excerpt', () => {
  it('is cut from where its first line is, without the indent', () => {
    expect(cutExcerpt({ from: 'two', lines: 2 }, 'one\n  two\n    three\nfour')).toEqual({
      text: 'two\n  three',
      line: 2,
    });
    expect(cutExcerpt({ from: 'five', lines: 2 }, 'one')).toBeNull();
  });
});

describe('A draft from a run', () => {
  const events = trace(
    ['run.started', { actors: [] }],
    ['act.started', { act: 'first-visit', title: 'First visit', by: 'browser' }],
    ['request.sent', { url: 'https://shop.example/profile' }, { exchange: 'x1', actor: 'browser' }],
    ['fault.fired', { fault: 'kill', title: 'Kill', target: 'app' }],
    ['response.lost', {}, { exchange: 'x1', actor: 'browser' }],
    ['act.started', { act: 'wrong-password', title: 'Wrong: "password"', by: 'browser' }],
    ['response.received', { status: 401, reason: 'Unauthorized' }, { actor: 'browser' }],
  );

  it('is a tutorial as it stands', () => {
    const text = draft({
      scenario: 'stateful',
      title: 'Stateful: a session',
      setup: { nodes: 2, store: 'sqlite' },
      trace: events,
      interventions: [{ after: 2, what: { type: 'inject', fault: 'kill', values: { node: 'app' } } }],
    });
    const { tutorial: read, diagnostics } = parse(text);
    expect(diagnostics).toEqual([]);
    expect(read?.setup).toEqual({ nodes: 2, store: 'sqlite' });
    expect(read?.steps.map(({ act }) => act?.actions.map(({ type }) => type))).toEqual([
      ['start', 'play', 'inject', 'play'],
      ['play'],
    ]);
    expect(read?.steps[1]?.title).toBe('Wrong: "password"');
  });

  it('holds no credential that was typed by hand', () => {
    const what = { type: 'setCredential', client: 'browser', value: 'eyJsecret' } as const;
    const text = draft({
      scenario: 'stateful',
      title: 'T',
      setup: {},
      trace: events,
      interventions: [{ after: 2, what }],
    });
    expect(text).not.toContain('eyJsecret');
  });
});

describe('A link to a step', () => {
  it('leads where it says', () => {
    const link = tutorialLink('vscode', 'auth-lab.auth-lab', { tutorial: 'keys', step: 'leak' });
    expect(link).toBe('vscode://auth-lab.auth-lab/tutorial/keys/leak');
    expect(readLinkPath(new URL(link).pathname)).toEqual({ tutorial: 'keys', step: 'leak' });
    expect(readLinkPath('/tutorial/keys/')).toEqual({ tutorial: 'keys' });
  });

  it.each(['', '/', '/tutorial/', '/tutorial/../x', '/tutorial/a/b/c', '/tutorial/A', `/tutorial/${'a'.repeat(61)}`])(
    'is no link: %s',
    (path) => expect(readLinkPath(path)).toBeNull(),
  );
});

describe('Coverage', () => {
  it('names the steps of a claim, and the claims without a step', () => {
    const claims = [
      { number: 1, claim: 'A', missing: null },
      { number: 2, claim: 'B', missing: null },
      { number: 3, claim: 'C', missing: 'pages' },
    ];
    const covered = coverage(claims, [tutorial(source({ more: '\n```step\nteaches: [1]\n```\n' }))]);
    expect(covered[0]?.taughtBy).toEqual(['example/first-step']);
    expect(untaught(covered).map(({ number }) => number)).toEqual([2]);
  });
});

describe('The words of a deployment', () => {
  it('are those of the lab', () => {
    expect(deploy(findScenario('stateless')!, { tokens: 'refresh' }).app).toBe('stateless-refresh');
  });
});
