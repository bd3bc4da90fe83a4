import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseTutorial, plainText } from '../../../src/tutorial';
import { linkedSteps } from '../../../src/tutorial/links';
import { advise, GLOSSARY, parse, problem, source, tutorial } from './support';

describe('A tutorial', () => {
  it('is read with its steps, acts and ends', () => {
    const read = tutorial(
      source({
        act: '- start: { setup: { nodes: 2 } }\n- play: login\n- inject: { fault: kill, values: { node: app-2 } }',
      }),
    );
    expect(read.steps).toHaveLength(1);
    expect(read.steps[0]).toMatchObject({
      id: 'first-step',
      title: 'First step',
      act: {
        label: 'Start the demo, then play "Log in with the right password", then kill the server',
        actions: [
          { type: 'start', scenario: 'stateful', setup: { nodes: 2 } },
          { type: 'play', target: { type: 'act', edge: 'end', act: 'login' } },
          { type: 'inject', fault: 'kill', values: { node: 'app-2' } },
        ],
      },
      done: { since: 'step', ordered: true },
    });
    expect(read.closing).toHaveLength(1);
  });

  it('is read the same with any line ends', () => {
    for (const end of ['\r\n', '\r']) expect(tutorial(source().replaceAll('\n', end))).toEqual(tutorial(source()));
  });

  it('keeps the example of the format true', () => {
    const text = readFileSync('src/content/tutorials/stateful-login.md', 'utf8');
    const glossary = Object.fromEntries(
      ['session store', 'session id', 'cookie', 'request', 'hash', 'signature'].map((term) => [term, 'x']),
    );
    expect(parseTutorial(text, { glossary, id: 'stateful-login' }).diagnostics).toEqual([]);
  });
});

describe('What is wrong with a tutorial', () => {
  const cases: readonly (readonly [name: string, text: string, message: RegExp, at: string, fix?: string])[] = [
    ['no head', 'Hello', /begins with a head/, 'Hello'],
    ['a head that is not closed', '---\nid: a', /never closed/, '---'],
    ['a wrong key', source({ head: 'needz: []\n' }), /no "needz". Did you mean "needs"/, 'needz: []', 'needs'],
    [
      'an unknown scenario',
      source().replace('stateful', 'statefull'),
      /no scenario "statefull"/,
      'scenario: statefull',
      'stateful',
    ],
    [
      'an unknown tutorial',
      source({ head: 'needs: [nothing-such]\n' }),
      /no tutorial "nothing-such"/,
      'needs: [nothing-such]',
    ],
    [
      'a wrong setup',
      source({ head: 'setup: { store: postgres }\n' }),
      /"postgres" is no store/,
      'setup: { store: postgres }',
    ],
    ['too many servers', source({ head: 'setup: { nodes: 9 }\n' }), /from 1 to 5/, 'setup: { nodes: 9 }'],
    ['minutes that are none', source().replace('minutes: 3', 'minutes: soon'), /whole number/, 'minutes: soon'],
    ['broken YAML', source({ done: '- kind: [' }), /no YAML/, '- kind: ['],
    [
      'an unknown failure',
      source({ act: '- start: true\n- inject: kil' }),
      /no failure "kil". Did you mean "kill"/,
      '- inject: kil',
      'kill',
    ],
    [
      'a value that a failure has not',
      source({ act: '- start: true\n- inject: { fault: kill, values: { nodes: app } }' }),
      /has no "nodes"/,
      '- inject: { fault: kill, values: { nodes: app } }',
    ],
    ['an unknown act', source({ act: '- start: true\n- play: logn' }), /no act "logn"/, '- play: logn', 'login'],
    ['an act before there is a run', source({ act: 'play: login' }), /Nothing runs yet/, 'play: login'],
    ['a span of time that is none', source({ act: '- start: true\n- advance: 31' }), /no unit/, '- advance: 31'],
    [
      'an unknown view',
      source({ act: '- start: true\n- open: stor' }),
      /Did you mean "store"/,
      '- open: stor',
      'store',
    ],
    [
      'an unknown edit',
      source({ act: '- start: true\n- edit: { code: keep-ids }' }),
      /no edit "keep-ids". Did you mean "keep-id"/,
      '- edit: { code: keep-ids }',
      'keep-id',
    ],
    [
      'an edit of a server that does not run',
      source({ act: '- start: { scenario: stateless, edited: keep-id }' }),
      /changes the server "stateful", and this run is served by "stateless"/,
      '- start: { scenario: stateless, edited: keep-id }',
    ],
    [
      'an unknown kind',
      source({ done: '- kind: request.send' }),
      /no kind of event/,
      '- kind: request.send',
      'request.sent',
    ],
    [
      'a path that is not there',
      source({ done: '- kind: password.checked\n  where: { ok: true }' }),
      /can never match: "password.checked" has no "ok"/,
      '- kind: password.checked',
    ],
    [
      'a value of the wrong type',
      source({ done: '- kind: response.received\n  where: { status: "401" }' }),
      /never match: "status" is a number/,
      '- kind: response.received',
    ],
    [
      'a word that is not one of its words',
      source({ done: '- kind: store.asked\n  where: { op: insert }' }),
      /never match: "op" is one of/,
      '- kind: store.asked',
    ],
    [
      'a kind that this server never tells',
      source({ done: '- kind: token.signed' }),
      /"token.signed" never happens/,
      '- kind: token.signed',
    ],
    [
      'a load balancer before one server',
      source({ done: '- kind: request.forwarded' }),
      /never happens/,
      '- kind: request.forwarded',
    ],
    [
      'an actor who takes no part',
      source({ done: '- kind: request.sent\n  actor: balancer' }),
      /no "balancer" in this run/,
      '- kind: request.sent',
    ],
    [
      'a name that nothing remembers',
      source({ done: '- kind: request.sent\n  where: { url: { same: x } }' }),
      /Nothing before remembers "x"/,
      '- kind: request.sent',
    ],
    ['a term without explanation', source({ text: 'A [[cookei]].' }), /glossary has no "cookei"/, 'A [[cookei]].'],
    ['a step without an end', source().replace(/```done[^`]*```/, ''), /never ends/, '## First step'],
    ['two ends of a step', source({ more: '\n```done\n- kind: request.sent\n```\n' }), /one block "done"/, '```done'],
    [
      'two steps of one id',
      source({ more: '\n## First step\n\n```done\n- kind: request.sent\n```\n' }),
      /two steps with the id/,
      '## First step',
    ],
    ['a claim that there is not', source({ more: '\n```step\nteaches: [99]\n```\n' }), /from 1 to 38/, 'teaches: [99]'],
    [
      'code from elsewhere',
      source({ more: '\n```code\nfile: ../../etc/passwd\nfrom: root\n```\n' }),
      /Only the code of a teaching server/,
      'file: ../../etc/passwd',
    ],
    [
      'a link to a tutorial that there is not',
      source({ text: '[x](step:stateful-logon/stranger)' }),
      /no tutorial "stateful-logon". Did you mean "stateful-login"/,
      '[x](step:stateful-logon/stranger)',
    ],
    [
      'a link to a step that there is not',
      source({ text: '[x](step:example/second)' }),
      /no step "second". Steps: first-step/,
      '[x](step:example/second)',
    ],
    [
      'advice that not every answer gets',
      source({ more: `\n\`\`\`advise\n${advise('  - { when: { store: we }, take: Sessions }')}\n\`\`\`\n` }),
      /last advice goes without "when"/,
      '  - { when: { store: we }, take: Sessions }',
    ],
    [
      'advice for an answer that there is not',
      source({ more: `\n\`\`\`advise\n${advise('  - { when: { store: us }, take: Sessions }')}\n\`\`\`\n` }),
      /"us" is no answer to "store"/,
      '  - { when: { store: us }, take: Sessions }',
      'we',
    ],
    ['a block that is not closed', `${source()}\n\`\`\`done\n- kind: request.sent\n`, /never closed/, '```done'],
    [
      'anchors',
      source({ done: '- &a { kind: request.sent }\n- *a' }),
      /Anchors and aliases/,
      '- &a { kind: request.sent }',
    ],
  ];
  it.for(cases)('is told: %s', ([, text, message, at, fix]) => {
    const told = problem(text);
    expect(told.message).toMatch(message);
    expect(told.at).toBe(at);
    expect(told.fix).toBe(fix);
    expect(parse(text).tutorial).toBeUndefined();
  });

  it('is told of the next step as well', () => {
    const text = source({ done: '- kind: request.send', more: '\n## Second\n\n```done\n- kind: response.send\n```\n' });
    expect(parse(text).diagnostics).toHaveLength(2);
  });

  it('is told at once for 5 MB', () => {
    const started = performance.now();
    expect(problem('---\n'.padEnd(5_000_000, 'x')).message).toMatch(/at most 256 KB/);
    expect(performance.now() - started).toBeLessThan(100);
  });

  it('is told in time for what is as long as it may be, and nested or repeated', () => {
    const started = performance.now();
    for (const part of ['[', '{', '`', '**', '[[', '|', '- ', '> ', '&a ', '- kind: request.sent\n']) {
      const long = part.repeat(Math.floor(250_000 / part.length));
      parse(source({ done: long }));
      parse(source({ text: long }));
    }
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  it('never throws, whatever is typed', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '---\n',
        '## a\n',
        '```act\n',
        '```done\n',
        '```\n',
        '- kind: ',
        'where: {',
        'start: true\n',
        '}',
        '\u0000',
        '\uFEFF',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        for (const { line, column } of parse(text).diagnostics) {
          expect(line).toBeGreaterThan(0);
          expect(column).toBeGreaterThan(0);
          expect(line).toBeLessThanOrEqual(text.split(/\r\n|\r|\n/).length + 1);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('Text below the end of a step', () => {
  it('is kept for when the step has come true', () => {
    const step = parse(source({ text: 'Before.', more: '\nAfterwards.\n' })).tutorial?.steps[0];
    expect([step?.prose, step?.after].map((prose) => plainText(prose ?? []))).toEqual(['Before.', 'Afterwards.']);
  });
});

describe('Advice', () => {
  it('is read, with its links', () => {
    const because = '["[x](step:example/first-step)"]';
    const text = source({
      more: `\n\`\`\`advise\n${advise(`  - { when: { store: we }, take: A, because: ${because} }\n  - { take: B }`)}\n\`\`\`\n`,
    });
    const { tutorial: read, diagnostics } = parse(text);
    expect(diagnostics).toEqual([]);
    expect(linkedSteps(read!)).toEqual(['example/first-step']);
    expect(read?.steps[0]?.after[0]).toMatchObject({
      type: 'advice',
      advice: [{ when: { store: ['we'] } }, { when: {} }],
    });
  });
});

describe('Hostile text', () => {
  it('stays text', () => {
    const hostile =
      '<img src=x onerror=alert(1)> [click](javascript:alert(1)) [x](http://plain.example) ![p](https://a.example/b.png)';
    const read = parseTutorial(source({ text: hostile }), { glossary: GLOSSARY }).tutorial;
    const spans = JSON.stringify(read?.steps[0]?.prose);
    expect(spans).toContain('<img src=x onerror=alert(1)>');
    expect(spans).not.toMatch(/"to":"(?!https:)/);
    expect(spans).toContain('javascript:alert(1)');
  });

  it('names nothing that every object has', () => {
    expect(problem(source({ text: '[[constructor]]' })).message).toMatch(/no "constructor"/);
    expect(problem(source({ done: '- kind: toString' })).message).toMatch(/no kind of event/);
    expect(problem(source({ done: '- kind: request.sent\n  where: { __proto__: 1 }' })).message).toMatch(
      /can never match/,
    );
  });
});
