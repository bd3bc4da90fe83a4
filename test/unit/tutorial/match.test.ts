import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { match, truthOf, type Condition } from '../../../src/tutorial';
import { source, trace, tutorial } from './support';
import { valuesAt } from '../../../src/tutorial/values';

function condition(done: string): Condition {
  return tutorial(source({ done })).steps[0]!.done;
}

const LOGIN = trace(
  ['act.started', { act: 'login', title: 'Log in', by: 'browser' }],
  [
    'request.sent',
    { method: 'POST', url: 'https://shop.example/login', headers: [['Cookie', 'a=1']] },
    { exchange: 'x1', actor: 'browser' },
  ],
  ['password.checked', { username: 'alice', matches: true }, { exchange: 'x1' }],
  ['cookie.stored', { cookie: { name: 'sid', value: 'one' } }, { exchange: 'x1', actor: 'browser' }],
  [
    'response.received',
    {
      status: 200,
      body: '{"name":"alice"}',
      headers: [
        ['Set-Cookie', 'a'],
        ['set-cookie', 'b'],
      ],
    },
    { exchange: 'x1', actor: 'browser' },
  ],
  ['act.started', { act: 'profile', title: 'Profile', by: 'browser' }],
  ['cookie.stored', { cookie: { name: 'sid', value: 'two' } }, { actor: 'browser' }],
);

describe('A condition', () => {
  const holds: readonly string[] = [
    '- kind: password.checked\n- kind: response.received',
    '- kind: response.received\n  where: { status: 200 }',
    '- kind: response.received\n  where: { status: { above: 199, below: 300 } }',
    '- kind: response.received\n  where: { status: { in: [200, 204] } }',
    '- kind: response.received\n  where: { body.name: alice }',
    '- kind: response.received\n  where: { headers.set-cookie: b }',
    '- kind: request.sent\n  where: { headers.cookie: { starts: a= } }',
    '- kind: request.sent\n  where: { headers.authorization: { exists: false } }',
    '- kind: [token.signed, cookie.stored]',
    '- kind: cookie.stored\n  times: 2',
    '- kind: password.checked\n  route: /login',
    '- kind: cookie.stored\n  act: profile',
    '- { kind: password.checked }\n- { kind: request.failed, never: true }',
    'order: any\nevents:\n  - kind: response.received\n  - kind: password.checked',
    '- kind: cookie.stored\n  where: { cookie.value: { remember: v } }\n- kind: cookie.stored\n  where: { cookie.value: { differs: v } }',
  ];
  it.each(holds)('holds: %s', (done) => {
    expect(match(condition(done), LOGIN, 0)).toMatchObject({ holds: true, lacking: null });
  });

  const fails: readonly string[] = [
    '- kind: response.received\n- kind: password.checked',
    '- kind: response.received\n  where: { status: 401 }',
    '- kind: cookie.stored\n  times: 3',
    '- kind: password.checked\n  route: /logout',
    '- kind: password.checked\n  act: profile',
    '- kind: password.checked\n  actor: thief',
    '- { kind: response.received, never: true }',
    '- kind: cookie.stored\n  where: { cookie.value: { remember: v } }\n- kind: cookie.stored\n  where: { cookie.value: { same: v } }',
  ];
  it.each(fails)('does not hold, and says what is lacking: %s', (done) => {
    const found = match(condition(done), LOGIN, 0);
    expect(found.holds).toBe(false);
    expect(found.lacking).not.toBeNull();
  });

  it('looks only at what happened since the step began, unless it says otherwise', () => {
    expect(match(condition('- kind: password.checked'), LOGIN, 3).holds).toBe(false);
    expect(match(condition('since: run\nevents:\n  - kind: password.checked'), LOGIN, 3).holds).toBe(true);
  });

  it('tries another event where it would be remembered differently', () => {
    const events = trace(
      ['session.generated', { sid: 'a' }],
      ['session.generated', { sid: 'b' }],
      ['cookie.verified', { sid: 'b' }],
    );
    const done =
      '- kind: session.generated\n  where: { sid: { remember: s } }\n- kind: cookie.verified\n  where: { sid: { same: s } }';
    expect(match(condition(done), events, 0)).toMatchObject({ holds: true, by: [1, 2] });
  });

  it('once it holds, holds with more events after them', () => {
    const kinds = fc.constantFrom('request.sent', 'response.received', 'store.asked', 'store.answered');
    fc.assert(
      fc.property(
        fc.array(kinds, { maxLength: 30 }),
        fc.array(kinds, { minLength: 1, maxLength: 5 }),
        (happened, asked) => {
          const wanted = condition(asked.map((kind) => `- kind: ${kind}`).join('\n'));
          const all = trace(...happened.map((kind) => [kind] as const));
          const first = all.findIndex((_, index) => match(wanted, all.slice(0, index + 1), 0).holds);
          expect(match(wanted, all, 0).holds).toBe(first !== -1);
          // The same as looking for the words in order, by a plain reading.
          let next = 0;
          for (const kind of happened) if (kind === asked[next]) next += 1;
          expect(first !== -1).toBe(next === asked.length);
        },
      ),
    );
  });

  it('gives up a search without end in time', () => {
    const many = trace(
      ...Array.from({ length: 400 }, (_, sid) => ['session.generated', { sid: String(sid) }] as const),
    );
    const done = Array.from(
      { length: 8 },
      (_, index) => `- kind: session.generated\n  where: { sid: { remember: n${index} } }`,
    );
    const started = performance.now();
    expect(match(condition([...done, '- kind: route.matched'].join('\n')), many, 0).holds).toBe(false);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe('A path', () => {
  it('goes into lists by id, by name and by number', () => {
    const data = {
      checks: [
        { id: 'exp', outcome: 'failed' },
        { id: 'iss', outcome: 'passed' },
      ],
      list: ['a', 'b'],
    };
    expect(valuesAt(data, 'checks.exp.outcome')).toEqual(['failed']);
    expect(valuesAt(data, 'checks.1.outcome')).toEqual(['passed']);
    expect(valuesAt(data, 'list')).toEqual(['a', 'b']);
    expect(valuesAt(data, 'constructor')).toEqual([]);
    expect(valuesAt({ body: '{"a":{"b":1}}' }, 'body.a.b')).toEqual([1]);
    expect(valuesAt({ body: '{broken' }, 'body.a')).toEqual([]);
  });
});

describe('A prediction', () => {
  it('comes true by what happened', () => {
    const text = source({
      more: '\n```predict\nquestion: Well?\nchoices:\n  - { id: in, says: In, when: { kind: response.received, where: { status: 200 } } }\n  - { id: out, says: Out }\n```\n',
    });
    const { prediction } = tutorial(text).steps[0]!;
    expect(truthOf(prediction!, LOGIN, 0)).toBe('in');
    expect(truthOf(prediction!, LOGIN, 6)).toBe('out');
  });
});
