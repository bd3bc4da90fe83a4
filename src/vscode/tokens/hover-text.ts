import {
  describeTimes,
  isReadable,
  lookUp,
  rootProblems,
  whyUnreadable,
  type AnyInspection,
  type DictionaryEntry,
  type Finding,
  type Inspection,
  type JsonPart,
  type JweJsonInspection,
  type JwsJsonInspection,
  type TimesDescription,
} from '../../jwt';
import { beginning, size } from '../../projections/tokens/plain-text';
import { prettyJson } from '../../projections/tokens/json-layout';
import { codeBlock, escapeMarkdown } from './markdown';
import type { TokenPlace } from './place';
import { inEnglish, type Say } from '../../projections/phrasebook';

/** The commands that a hover links to, and the only ones that are live in it. */
export const HOVER_COMMANDS = [
  ['authLab.decodeJwt', 'Decode'],
  ['authLab.editAndSign', 'Edit and Sign Again'],
  ['authLab.attackToken', 'Attack This Token…'],
] as const;

/** How to say things in the reader's language: our own texts, and sentences that were made elsewhere. */
export interface Speech {
  readonly say: Say;
  readonly told: (sentence: string) => string;
}

const ENGLISH: Speech = { say: inEnglish, told: (sentence) => sentence };

const MOST_JSON = 4_000;
const MOST_FINDINGS = 8;
const MOST_MEANINGS = 12;
const MOST_SIGNATURES = 5;

/**
 * The hover on a token, as Markdown in which everything that comes from the token is inert.
 * @param findings of each compact token that it corresponds to, or of each recipient
 * @param now seconds since 1970
 */
export function hoverText(
  seen: AnyInspection,
  findings: readonly (readonly Finding[])[],
  now: number,
  place: TokenPlace,
  speech: Speech = ENGLISH,
): string {
  switch (seen.kind) {
    case 'jws-json':
      return signedInJson(seen, findings, now, place, speech);
    case 'jwe-json':
      return encryptedInJson(seen, findings, place, speech);
    default:
      return compactText(seen, findings[0] ?? [], now, links(place, speech.say), speech);
  }
}

function compactText(
  seen: Inspection,
  findings: readonly Finding[],
  now: number,
  acts: string | undefined,
  speech: Speech,
): string {
  const { say, told } = speech;
  const payload = seen.kind === 'jwe' ? undefined : seen.payload;
  return [
    `**${title(seen, say)}** · ${escapeMarkdown(told(seen.status))}`,
    ...(seen.kind === 'malformed' ? [escapeMarkdown(told(seen.problem.message))] : []),
    ...(payload?.object ? times(describeTimes(payload.object, now), speech) : []),
    ...(acts === undefined ? [] : [acts]),
    part(say('Header'), seen.header, speech),
    ...(payload ? [part(say('Payload'), payload, speech)] : []),
    ...(seen.kind === 'jwe' ? [escapeMarkdown(told(whyUnreadable(seen.header.object)))] : []),
    ...(seen.kind === 'jws' && seen.nested ? [say('The payload is a token itself. Decode it to look inside.')] : []),
    ...meanings(seen, speech),
    ...findingList(findings, speech),
  ].join('\n\n');
}

function signedInJson(
  { form, signatures, problems }: JwsJsonInspection,
  findings: readonly (readonly Finding[])[],
  now: number,
  place: TokenPlace,
  speech: Speech,
): string {
  const { say } = speech;
  const count = signatures.length === 1 ? say('one signature') : say('{0} signatures', signatures.length);
  const [first] = signatures;
  const others = signatures.slice(1, MOST_SIGNATURES).map(({ inspection }, index) => {
    return say('Signature {0}: {1}', index + 2, title(inspection, say));
  });
  return [
    `**${say('Signed token in JSON')}** · ${formOf(form, say)}, ${count}`,
    ...remarks(problems, speech),
    links(place, say),
    ...(first ? [compactText(first.inspection, findings[0] ?? [], now, undefined, speech)] : []),
    ...(others.length > 0 ? [others.join('  \n')] : []),
  ].join('\n\n');
}

function encryptedInJson(
  { form, recipients, problems }: JweJsonInspection,
  findings: readonly (readonly Finding[])[],
  place: TokenPlace,
  speech: Speech,
): string {
  const { say, told } = speech;
  const [first] = recipients;
  const count = recipients.length === 1 ? say('one recipient') : say('{0} recipients', recipients.length);
  return [
    `**${say('Encrypted token in JSON')}** · ${formOf(form, say)}, ${count}`,
    ...remarks(problems, speech),
    links(place, say),
    ...(first
      ? [codeBlock(JSON.stringify(first.header, null, 2), 'json'), escapeMarkdown(told(whyUnreadable(first.header)))]
      : []),
    ...findingList(findings[0] ?? [], speech),
  ].join('\n\n');
}

function formOf(form: 'flattened' | 'general', say: Say): string {
  return form === 'general' ? say('general form') : say('flattened form');
}

function remarks(list: readonly { readonly message: string }[], { told }: Speech): string[] {
  if (list.length === 0) return [];
  const first = list.slice(0, 3).map(({ message }) => `- ${escapeMarkdown(told(message))}`);
  return [first.join('\n')];
}

function title(seen: Inspection, say: Say): string {
  const alg = seen.header.object?.['alg'];
  const name = { jws: 'JWT', jwe: say('Encrypted JWT'), malformed: say('Damaged JWT') }[seen.kind];
  return typeof alg === 'string' ? `${name}, ${escapeMarkdown(alg.slice(0, 40))}` : name;
}

function times(description: TimesDescription, { told }: Speech): string[] {
  const rows = [description.iat, description.nbf, description.exp].flatMap((moment) =>
    moment && isReadable(moment)
      ? [`\`${moment.claim}\` ${escapeMarkdown(`${moment.iso}, ${told(moment.relative)}`)}`]
      : [],
  );
  const mark = { expired: '⚠ ', 'not-yet-valid': '⚠ ', unreadable: '⚠ ', 'no-exp': '', 'valid-by-its-times': '' };
  return [
    `${mark[description.state]}${escapeMarkdown(told(description.sentence))}`,
    ...(rows.length > 0 ? [rows.join('  \n')] : []),
  ];
}

function links(place: TokenPlace, say: Say): string {
  const argument = encodeURIComponent(JSON.stringify([{ at: place }]));
  return HOVER_COMMANDS.map(([command, words]) => `[${say(words)}](command:${command}?${argument})`).join(' · ');
}

function part(name: string, seen: JsonPart, speech: Speech): string {
  const { say, told } = speech;
  const { text, value, notes, raw } = seen;
  const shown = beginning(value === undefined ? text : prettyJson(text), MOST_JSON);
  return [
    `${name}, ${told(size(raw.length))}`,
    codeBlock(shown.text, value === undefined ? 'text' : 'json'),
    ...(shown.left > 0 ? [say('… and {0} more. Decode it to see the rest.', told(size(shown.left)))] : []),
    ...remarks([...rootProblems(seen), ...notes], speech),
  ].join('\n\n');
}

function meanings(seen: Inspection, { told }: Speech): string[] {
  const of = (part: JsonPart | undefined, where: DictionaryEntry['where']): string[] =>
    Object.keys(part?.object ?? {})
      .slice(0, 200)
      .flatMap((name) => {
        const entry = lookUp(where, name)[0];
        return entry
          ? [`\`${entry.name}\` ${escapeMarkdown(told(entry.meaning))} *${escapeMarkdown(told(entry.source))}*`]
          : [];
      });
  const lines = [...of(seen.header, 'header'), ...of(seen.kind === 'jwe' ? undefined : seen.payload, 'claims')];
  if (lines.length === 0) return [];
  return [lines.slice(0, MOST_MEANINGS).join('  \n')];
}

function findingList(findings: readonly Finding[], { say, told }: Speech): string[] {
  if (findings.length === 0) return [];
  const words = { error: '⛔', warning: '⚠', information: 'ℹ' };
  const lines = findings
    .slice(0, MOST_FINDINGS)
    .map(
      ({ id, severity, message, source }) =>
        `- ${words[severity]} ${escapeMarkdown(told(message))} *${id}, ${escapeMarkdown(source)}*`,
    );
  const left = findings.length - lines.length;
  return [`${lines.join('\n')}${left > 0 ? `\n- ${say('… and {0} more.', left)}` : ''}`];
}
