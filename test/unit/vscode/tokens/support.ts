export function encode(value: unknown): string {
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
}

export const SIGNATURE = encode('s'.repeat(32));

/** A token that nobody signed. */
export function jwt(claims: unknown, header: unknown = { alg: 'HS256', typ: 'JWT' }): string {
  return `${encode(header)}.${encode(claims)}.${SIGNATURE}`;
}

export const NOW = 1_800_000_000;

/** Texts that want to be more than text. */
export const HOSTILE = [
  '[click](command:workbench.action.quit)',
  '![](https://evil.example/x.png)',
  '<img src=x onerror=alert(1)>',
  '```\n[out](command:evil)\n```',
  '`code` **bold** https://evil.example www.evil.example a@evil.example',
  '$(zap) &lt;b&gt; \\[x](command:y)',
  '\u0000\u001b[31m\u202e\u2028',
];
