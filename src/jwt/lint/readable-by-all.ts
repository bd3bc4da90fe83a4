import { isJsonObject, type JsonValue } from '../json';
import { quote } from '../show';
import type { LintRule } from './finding';
import { escapeStep, pointedAt } from './places';

const SECRET =
  /^(pass(word|wd|phrase)?|pwd|secret|client_?secret|api_?key|private_?key|access_?key|secret_?key|pin|otp|cvv|cvc|credentials?|password_?hash)$/i;
const PERSONAL =
  /^(ssn|social_?security(_?number)?|tax_?id|passport(_?number)?|national_?id|credit_?card(_?number)?|card_?number|iban|account_?number|birth_?dates?|date_?of_?birth|dob|address|street_?address|phone(_?number)?|mobile|e?_?mail|email_?address|health|diagnosis|religion|ethnicity|salary)$/i;

/** How deep and how far the claims are looked through. */
const DEEPEST = 4;
const MOST = 2000;
/** Findings beyond this many say nothing new. */
const MOST_FINDINGS = 50;

/** Base64url hides nothing: whoever holds, logs or forwards a token can read its claims. */
export const readableByAll: LintRule = {
  id: 'JW15',
  title: 'Nothing secret or personal stands in the payload',
  severity: 'warning',
  source: 'RFC 7519 §12',
  find(input) {
    const { claims } = input;
    if (!claims) return [];
    const told = [...walk(claims, '', 0, { left: MOST })].filter((member) => looksLike(member) !== undefined);
    return told.slice(0, MOST_FINDINGS).map((member) => {
      const secret = looksLike(member) === 'secret';
      const what = secret ? 'looks like a secret' : 'looks personal';
      return {
        severity: secret ? 'warning' : 'information',
        message: `${quote(member.name)} ${what}, and anybody who sees the token can read it.`,
        source: 'RFC 7519 §12',
        position: pointedAt(input, member.pointer),
        fix: { kind: 'advice', title: 'Leave it out and look it up by "sub", or encrypt the token.' },
      } as const;
    });
  },
};

function looksLike({ name, value }: Member): 'secret' | 'personal' | undefined {
  if (value === null || typeof value === 'boolean') return undefined;
  if (SECRET.test(name) || (typeof value === 'string' && value.includes('-----BEGIN '))) return 'secret';
  return PERSONAL.test(name) || isCardNumber(value) ? 'personal' : undefined;
}

interface Member {
  readonly name: string;
  readonly value: JsonValue;
  readonly pointer: string;
}

function* walk(value: JsonValue, pointer: string, depth: number, budget: { left: number }): Generator<Member> {
  if (depth > DEEPEST || typeof value !== 'object' || value === null) return;
  const members = isJsonObject(value)
    ? Object.entries(value)
    : value.slice(0, 100).map((item, index) => [String(index), item] as const);
  for (const [name, item] of members) {
    if (budget.left-- <= 0) return;
    const here = `${pointer}/${escapeStep(name)}`;
    yield { name, value: item, pointer: here };
    yield* walk(item, here, depth + 1, budget);
  }
}

/** 13 to 19 digits with a right check digit (Luhn). Times and ids are seldom both. */
function isCardNumber(value: JsonValue): boolean {
  if (typeof value !== 'string' || value.length > 30) return false;
  const digits = value.replace(/[ -]/g, '');
  if (!/^[3-6][0-9]{12,18}$/.test(digits)) return false;
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits.charAt(digits.length - 1 - i)) * (i % 2 === 1 ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}
