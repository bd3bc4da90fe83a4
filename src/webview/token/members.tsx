import type { JSX } from 'preact';
import { isoTime, lookUp, relativeTime, type DictionaryEntry, type JsonObject, type JsonValue } from '../../jwt';
import { beginning, plainText } from '../../projections/tokens/plain-text';
import { useModel } from './context';
import { isEnglish, language, t, told } from '../host/words';

const MOST_MEMBERS = 200;
const MOST_VALUE = 2_000;
/** Longest list or object in one line, in UTF-16 units. */
const SHORT = 60;
/** A name may mean several things; more than this many help nobody. */
const MOST_MEANINGS = 3;

/** Every member with its value and what the dictionary says about it. */
export function Members({
  object,
  where,
  label,
}: {
  object: JsonObject;
  where: DictionaryEntry['where'];
  label: string;
}): JSX.Element {
  const names = Object.keys(object);
  if (names.length === 0) return <p class="nothing">{t('There is nothing in it.')}</p>;
  return (
    <>
      <dl class="members" aria-label={t('{0}, explained', label)}>
        {names.slice(0, MOST_MEMBERS).map((name) => (
          <Member key={name} name={name} value={object[name] ?? null} where={where} />
        ))}
      </dl>
      {names.length > MOST_MEMBERS && (
        <p class="remark">{t('… and {0} more members, shown as JSON.', names.length - MOST_MEMBERS)}</p>
      )}
    </>
  );
}

function Member({
  name,
  value,
  where,
}: {
  name: string;
  value: JsonValue;
  where: DictionaryEntry['where'];
}): JSX.Element {
  const entries = lookUp(where, name);
  const isTime = typeof value === 'number' && entries.some(({ time }) => time === true);
  return (
    <div class="member" data-testid="member">
      <dt dir="auto">{plainText(beginning(name, 200).text)}</dt>
      <dd>
        <Value value={value} />
        {isTime && <Time seconds={value} />}
        {entries.slice(0, MOST_MEANINGS).map(({ meaning, source, registered }) => (
          <span class="about" key={source}>
            {registered ? told(meaning) : `${told(source)}: ${told(meaning)}`}
            {registered && <span class="source">{source}</span>}
          </span>
        ))}
      </dd>
    </div>
  );
}

function Value({ value }: { value: JsonValue }): JSX.Element {
  const text = laidOut(value);
  const shown = beginning(text, MOST_VALUE);
  return (
    <span class="value" dir="auto">
      {plainText(shown.text)}
      {shown.left > 0 && '…'}
    </span>
  );
}

/** What is short stays in one line. */
function laidOut(value: JsonValue): string {
  const line = JSON.stringify(value);
  if (typeof value !== 'object' || value === null) return line;
  const over = JSON.stringify(value, null, 2);
  return line.length > SHORT ? over : over.replace(/\n */g, ' ').replace(/^\[ (.*) \]$/, '[$1]');
}

/** In English as the reader's system has it, which may be British. */
const LOCAL = new Intl.DateTimeFormat(isEnglish ? undefined : language, { dateStyle: 'medium', timeStyle: 'long' });

/** A time in the reader's own zone, in UTC, and as a distance that counts along. */
function Time({ seconds }: { seconds: number }): JSX.Element {
  const { now } = useModel();
  const iso = isoTime(seconds);
  if (iso === undefined) return <span class="times">{t('Beyond any date.')}</span>;
  return (
    <span class="times">
      <strong data-testid="countdown">{told(relativeTime(seconds, now.value))}</strong>
      <span>{LOCAL.format(seconds * 1000)}</span>
      <span>{iso}</span>
    </span>
  );
}
