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

/** The commands that a hover links to, and the only ones that are live in it. */
export const HOVER_COMMANDS = [
  ['authLab.decodeJwt', 'Decode'],
  ['authLab.editAndSign', 'Edit and Sign Again'],
  ['authLab.attackToken', 'Attack This Token…'],
] as const;

const MOST_JSON = 4_000;
const MOST_FINDINGS = 8;
const MOST_MEANINGS = 12;
const MOST_SIGNATURES = 5;

/**
 * The hover on a token, as Markdown in which everything that comes from the token is inert.
 * @param findings of each compact token that it stands for
 * @param now seconds since 1970
 */
export function hoverText(
  seen: AnyInspection,
  findings: readonly (readonly Finding[])[],
  now: number,
  place: TokenPlace,
): string {
  switch (seen.kind) {
    case 'jws-json':
      return signedInJson(seen, findings, now, place);
    case 'jwe-json':
      return encryptedInJson(seen, place);
    default:
      return compactText(seen, findings[0] ?? [], now, links(place));
  }
}

function compactText(seen: Inspection, findings: readonly Finding[], now: number, acts: string | undefined): string {
  const payload = seen.kind === 'jwe' ? undefined : seen.payload;
  return [
    `**${title(seen)}** · ${escapeMarkdown(seen.status)}`,
    ...(seen.kind === 'malformed' ? [escapeMarkdown(seen.problem.message)] : []),
    ...(payload?.object ? times(describeTimes(payload.object, now)) : []),
    ...(acts === undefined ? [] : [acts]),
    part('Header', seen.header),
    ...(payload ? [part('Payload', payload)] : []),
    ...(seen.kind === 'jwe' ? [escapeMarkdown(whyUnreadable(seen.header.object))] : []),
    ...(seen.kind === 'jws' && seen.nested ? ['The payload is a token itself. Decode it to look inside.'] : []),
    ...meanings(seen),
    ...findingList(findings),
  ].join('\n\n');
}

function signedInJson(
  { form, signatures, problems }: JwsJsonInspection,
  findings: readonly (readonly Finding[])[],
  now: number,
  place: TokenPlace,
): string {
  const count = signatures.length === 1 ? 'one signature' : `${signatures.length} signatures`;
  const [first] = signatures;
  const others = signatures.slice(1, MOST_SIGNATURES).map(({ inspection }, index) => {
    return `Signature ${index + 2}: ${title(inspection)}`;
  });
  return [
    `**Signed token in JSON** · ${form} form, ${count}`,
    ...remarks(problems),
    links(place),
    ...(first ? [compactText(first.inspection, findings[0] ?? [], now, undefined)] : []),
    ...(others.length > 0 ? [others.join('  \n')] : []),
  ].join('\n\n');
}

function encryptedInJson({ form, recipients, problems }: JweJsonInspection, place: TokenPlace): string {
  const [first] = recipients;
  return [
    `**Encrypted token in JSON** · ${form} form, ${recipients.length === 1 ? 'one recipient' : `${recipients.length} recipients`}`,
    ...remarks(problems),
    links(place),
    ...(first
      ? [codeBlock(JSON.stringify(first.header, null, 2), 'json'), escapeMarkdown(whyUnreadable(first.header))]
      : []),
  ].join('\n\n');
}

function remarks(list: readonly { readonly message: string }[]): string[] {
  return list.length === 0
    ? []
    : [
        list
          .slice(0, 3)
          .map(({ message }) => `- ${escapeMarkdown(message)}`)
          .join('\n'),
      ];
}

function title(seen: Inspection): string {
  const alg = seen.header.object?.['alg'];
  const name = { jws: 'JWT', jwe: 'Encrypted JWT', malformed: 'Damaged JWT' }[seen.kind];
  return typeof alg === 'string' ? `${name}, ${escapeMarkdown(alg.slice(0, 40))}` : name;
}

function times(description: TimesDescription): string[] {
  const rows = [description.iat, description.nbf, description.exp].flatMap((moment) =>
    moment && isReadable(moment) ? [`\`${moment.claim}\` ${escapeMarkdown(`${moment.iso}, ${moment.relative}`)}`] : [],
  );
  const mark = { expired: '⚠ ', 'not-yet-valid': '⚠ ', unreadable: '⚠ ', 'no-exp': '', 'valid-by-its-times': '' };
  return [
    `${mark[description.state]}${escapeMarkdown(description.sentence)}`,
    ...(rows.length > 0 ? [rows.join('  \n')] : []),
  ];
}

function links(place: TokenPlace): string {
  const argument = encodeURIComponent(JSON.stringify([{ at: place }]));
  return HOVER_COMMANDS.map(([command, words]) => `[${words}](command:${command}?${argument})`).join(' · ');
}

function part(name: string, seen: JsonPart): string {
  const { text, value, notes, raw } = seen;
  const shown = beginning(value === undefined ? text : prettyJson(text), MOST_JSON);
  return [
    `${name}, ${size(raw.length)}`,
    codeBlock(shown.text, value === undefined ? 'text' : 'json'),
    ...(shown.left > 0 ? [`… and ${size(shown.left)} more. Decode it to see the rest.`] : []),
    ...remarks([...rootProblems(seen), ...notes]),
  ].join('\n\n');
}

function meanings(seen: Inspection): string[] {
  const of = (part: JsonPart | undefined, where: DictionaryEntry['where']): string[] =>
    Object.keys(part?.object ?? {})
      .slice(0, 200)
      .flatMap((name) => {
        const entry = lookUp(where, name)[0];
        return entry ? [`\`${entry.name}\` ${escapeMarkdown(entry.meaning)} *${escapeMarkdown(entry.source)}*`] : [];
      });
  const lines = [...of(seen.header, 'header'), ...of(seen.kind === 'jwe' ? undefined : seen.payload, 'claims')];
  if (lines.length === 0) return [];
  return [lines.slice(0, MOST_MEANINGS).join('  \n')];
}

function findingList(findings: readonly Finding[]): string[] {
  if (findings.length === 0) return [];
  const words = { error: '⛔', warning: '⚠', information: 'ℹ' };
  const lines = findings
    .slice(0, MOST_FINDINGS)
    .map(
      ({ id, severity, message, source }) =>
        `- ${words[severity]} ${escapeMarkdown(message)} *${id}, ${escapeMarkdown(source)}*`,
    );
  const left = findings.length - lines.length;
  return [`${lines.join('\n')}${left > 0 ? `\n- … and ${left} more.` : ''}`];
}
