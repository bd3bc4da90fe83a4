import { describe, expect, it } from 'vitest';
import { inspectAny, lintAny } from '../../../../src/jwt';
import { HOVER_COMMANDS, hoverText } from '../../../../src/vscode/tokens/hover-text';
import { codeBlock, escapeMarkdown } from '../../../../src/vscode/tokens/markdown';
import { HOSTILE, jwt, NOW } from './support';

const PLACE = { uri: 'file:///a%20b.txt', line: 3, character: 7 };
const hover = (token: string): string => {
  const seen = inspectAny(token);
  const findings = lintAny(seen, { now: NOW });
  return hoverText(seen, findings, NOW, PLACE);
};

/** What is left where neither code nor escapes hide it: the Markdown that is live. */
function live(markdown: string): string {
  const withoutCode = markdown.replace(/^(`{3,})[^\n]*\n[\s\S]*?\n\1$/gm, '');
  return withoutCode.replace(/\\[!-/:-@[-`{-~]/g, '').replace(/`[a-z]+`/g, '');
}

const OWN_LINKS = /\[[\w …]+\]\(command:(authLab\.\w+)\?[^)\s]*\)/g;

describe('the hover', () => {
  it('tells state, times, header, payload and meanings', () => {
    const text = hover(jwt({ sub: 'alice', exp: NOW + 300, iat: NOW - 60 }));
    expect(text).toContain('Decoded\\, not verified');
    expect(text).toContain('expires in 5 minutes');
    expect(text).toContain('"sub": "alice"');
    expect(text).toContain('RFC 7519 §4\\.1\\.4');
  });

  it('marks an expired token', () => {
    expect(hover(jwt({ exp: NOW - 86_400 }))).toContain('⚠ Expired 1 day ago');
  });

  it('links to commands of ours by place, and never with the token', () => {
    const token = jwt({ sub: 'alice' });
    const text = hover(token);
    const commands = [...text.matchAll(OWN_LINKS)];
    expect(commands.map(([, id]) => id)).toEqual(HOVER_COMMANDS.map(([id]) => id));
    const [first] = commands[0] ?? [''];
    expect(JSON.parse(decodeURIComponent(/\?([^)]*)\)/.exec(first)?.[1] ?? ''))).toEqual([{ at: PLACE }]);
    expect(text).not.toContain('eyJ');
  });

  it('leaves nothing of a hostile token live', () => {
    const claims = Object.fromEntries(HOSTILE.map((text, index) => [`${text}${index}`, text]));
    const broken = `${jwt({ alg: 1 }).split('.')[0] ?? ''}.${Buffer.from(HOSTILE.join('\n')).toString('base64url')}`;
    for (const token of [
      jwt(claims),
      jwt({ exp: HOSTILE[0], ...claims }, { alg: HOSTILE[0], typ: HOSTILE[1], kid: HOSTILE[2], crit: HOSTILE }),
      broken,
      ...HOSTILE.map((text) => `${Buffer.from(`{"alg":"HS256","${text}`).toString('base64url')}.${text}.x`),
    ]) {
      const rest = live(hover(token)).replace(OWN_LINKS, '');
      expect(rest).not.toMatch(/\]\(|!\[|<|https?:|www\.|@|command:/);
      // eslint-disable-next-line no-control-regex -- they are what must not be there
      expect(hover(token)).not.toMatch(/[\u0000\u001b\u202e\u2028]/);
    }
  });

  it('stays short, whatever the token', () => {
    const big = jwt({ data: 'x'.repeat(2_000_000), list: Array.from({ length: 5_000 }, (_, index) => index) });
    expect(hover(big).length).toBeLessThan(20_000);
  });

  it('reads tokens in JSON', () => {
    const [header, payload, signature] = jwt({ sub: 'alice', exp: NOW - 60 }).split('.');
    const signed = {
      payload,
      signatures: [
        { protected: header, signature },
        { header: { alg: HOSTILE[2] }, signature: 1 },
      ],
    };
    const text = hover(JSON.stringify(signed));
    expect(text).toContain('**Signed token in JSON** · general form, 2 signatures');
    expect(text).toContain('⚠ Expired 1 minute ago');
    expect(text).toContain('"sub": "alice"');
    expect(text).toContain('Signature 2: ');
    const sealed = { protected: header, header: { alg: 'dir', enc: 'A128GCM', x: HOSTILE }, ciphertext: 'AAAA' };
    expect(hover(JSON.stringify(sealed))).toContain('**Encrypted token in JSON** · flattened form, one recipient');
    for (const each of [signed, sealed])
      expect(live(hover(JSON.stringify(each))).replace(OWN_LINKS, '')).not.toMatch(/\]\(|!\[|<|https?:|command:/);
  });

  it('says what is sealed and what is broken', () => {
    expect(hover(jwt({}).split('.').slice(0, 2).join('.'))).toContain('**Damaged JWT');
    const jwe = `${Buffer.from('{"alg":"dir","enc":"A256GCM"}').toString('base64url')}..a.b.c`;
    expect(hover(jwe)).toContain('the shared key is the content key itself');
  });
});

describe('Markdown', () => {
  it.each(HOSTILE)('escapes %j', (text) => {
    expect(live(escapeMarkdown(text))).not.toMatch(/[[\]()<>!*_`$#]/);
  });

  it('fences a text with more backticks than it has', () => {
    expect(codeBlock('a\n`````\nb', 'json')).toBe('``````json\na\n`````\nb\n``````');
  });
});
