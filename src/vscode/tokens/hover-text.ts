import {
  describeTimes,
  isReadable,
  lookUp,
  type DictionaryEntry,
  type Finding,
  type Inspection,
  type JsonPart,
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

/**
 * The hover on a token, as Markdown in which everything that comes from the token is inert.
 * @param now seconds since 1970
 */
export function hoverText(seen: Inspection, findings: readonly Finding[], now: number, place: TokenPlace): string {
  const payload = seen.kind === 'jwe' ? undefined : seen.payload;
  return [
    `**${title(seen)}** · ${escapeMarkdown(seen.status)}`,
    ...(seen.kind === 'malformed' ? [escapeMarkdown(seen.problem.message)] : []),
    ...(payload?.object ? times(describeTimes(payload.object, now)) : []),
    links(place),
    part('Header', seen.header),
    ...(payload ? [part('Payload', payload)] : []),
    ...(seen.kind === 'jwe' ? ['The payload is encrypted: only who holds the key can read it.'] : []),
    ...(seen.kind === 'jws' && seen.nested ? ['The payload is a token itself. Decode it to look inside.'] : []),
    ...meanings(seen),
    ...findingList(findings),
  ].join('\n\n');
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

function part(name: string, { text, value, problems, notes, raw }: JsonPart): string {
  const shown = beginning(value === undefined ? text : prettyJson(text), MOST_JSON);
  const remarks = [...problems, ...notes].slice(0, 3).map(({ message }) => `- ${escapeMarkdown(message)}`);
  return [
    `${name}, ${size(raw.length)}`,
    codeBlock(shown.text, value === undefined ? 'text' : 'json'),
    ...(shown.left > 0 ? [`… and ${size(shown.left)} more. Decode it to see the rest.`] : []),
    ...(remarks.length > 0 ? [remarks.join('\n')] : []),
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
