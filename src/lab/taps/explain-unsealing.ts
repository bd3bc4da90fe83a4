import type { Check } from '../../model';

/** How iron-webcrypto 2 opens a seal, step by step: `Fe26.2*password id*salt*iv*ciphertext*expiration*salt*HMAC`. */
const SOURCE = 'iron-webcrypto 2, format Fe26.2';

interface Step {
  readonly id: string;
  readonly title: string;
  readonly expected: string;
  /** The words with which the library refuses at this step. */
  readonly refusal: RegExp;
  readonly actual?: (parts: readonly string[]) => string;
  /** What to say instead where nothing can be shown; the library's own words if left out. */
  readonly failing?: string;
  readonly fix: string;
}

const STEPS: readonly Step[] = [
  {
    id: 'structure',
    title: 'The value has the parts of a seal',
    expected: '8 parts, with "*" between them',
    refusal: /number of sealed components/i,
    actual: (parts) => String(parts.length),
    fix: 'Send the cookie as the server set it.',
  },
  {
    id: 'version',
    title: 'The seal is of the version that this server makes',
    expected: 'Fe26.2',
    refusal: /mac prefix/i,
    actual: (parts) => parts[0] ?? '',
    fix: 'Send the cookie as the server set it.',
  },
  {
    id: 'expiration',
    title: 'The seal has not expired',
    expected: 'an end after now',
    refusal: /expir/i,
    actual: (parts) => endOf(parts)?.toISOString() ?? 'no moment',
    fix: 'Log in again.',
  },
  {
    id: 'secret',
    title: 'The seal names a secret that this server accepts',
    expected: 'the name of one of its cookie secrets',
    refusal: /password/i,
    actual: (parts) => parts[1] ?? '',
    fix: 'Log in again.',
  },
  {
    id: 'integrity',
    title: "The HMAC over all other parts fits the server's secret",
    expected: 'HMAC-SHA256, keyed from the cookie secret',
    refusal: /hmac|base64|character/i,
    failing: 'it does not fit',
    fix: 'Send the cookie as the server set it.',
  },
  {
    id: 'contents',
    title: 'What was sealed can be decrypted and is JSON',
    expected: 'AES-256-CBC, keyed from the cookie secret',
    refusal: /./,
    fix: 'Log in again.',
  },
];

/**
 * Every check of one `unseal`, in order. The library alone decides; this says at which step.
 * @param refusal the library's words, or null when it opened the seal
 */
export function explainUnsealing(value: string, refusal: string | null): readonly Check[] {
  const parts = value.split('*');
  const failed = refusal === null ? STEPS.length : STEPS.findIndex((step) => step.refusal.test(refusal));
  return STEPS.map(({ id, title, expected, actual, failing, fix }, index): Check => {
    const check = { id, title, expected, source: SOURCE };
    if (index > failed) return { ...check, outcome: 'skipped' };
    if (index === failed)
      return { ...check, outcome: 'failed', actual: actual?.(parts) ?? failing ?? refusal ?? '', fix };
    return { ...check, outcome: 'passed', ...(actual ? { actual: actual(parts) } : {}) };
  });
}

/** The moment after which a seal is not opened any more, which anybody can read; null for one without an end. */
export function endOfSeal(value: string): number | null {
  return endOf(value.split('*'))?.getTime() ?? null;
}

function endOf(parts: readonly string[]): Date | null {
  const end = parts[5] ?? '';
  const date = /^[1-9]\d*$/.test(end) ? new Date(Number(end)) : null;
  return date && !Number.isNaN(date.getTime()) ? date : null;
}
