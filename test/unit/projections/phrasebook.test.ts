import { describe, expect, it } from 'vitest';
import { inEnglish, Phrasebook } from '../../../src/projections/phrasebook';

const { say, told } = new Phrasebook({
  'Session store': 'Sitzungsspeicher',
  'Row {0} in {1}': 'In {1} die Zeile {0}',
  '{0} killed ({1})': '{0} getötet ({1})',
  '{0} of {1}': '{0} von {1}',
  'Failure: {0}': 'Fehler: {0}',
  'Break the next connection': 'Die nächste Verbindung abbrechen',
  'Break the store': 'Den Speicher zerbrechen',
  '{0}, and {1}': '{0}, und {1}',
  '{0} minutes': '{0} Minuten',
  'Failure: {0} (again)': 'Fehler, noch einmal: {0}',
});

describe('a phrasebook', () => {
  it('says a text by its English, with its values in the order of the language', () => {
    expect(say('Row {0} in {1}', 'a1', 'b2')).toBe('In b2 die Zeile a1');
    expect(say('Not in the book: {0}', 7)).toBe('Not in the book: 7');
    expect(inEnglish('{0} of {1}', 1, 2)).toBe('1 of 2');
  });

  it('recognizes a sentence, and what is said within it', () => {
    expect(told('Row 1a2b3c… in Session store')).toBe('In Sitzungsspeicher die Zeile 1a2b3c…');
    expect(told('Server killed (SIGKILL)')).toBe('Server getötet (SIGKILL)');
  });

  it('takes the phrase that says most by itself', () => {
    expect(told('Failure: x (again)')).toBe('Fehler, noch einmal: x');
    expect(told('Failure: x')).toBe('Fehler: x');
  });

  it('leaves alone what is in no phrase, and what any phrase could be', () => {
    for (const text of ['GET /profile', '3 of 4', '', 'row', 'constructor', '{0}', 'Failure:'])
      expect(told(text)).toBe(text);
  });

  it('takes a joining word, or a number without one, for no phrase', () => {
    expect(told('nobody knows which of the two it was, and nobody asks for it any more')).toMatch(/, and /);
    expect(told('it was over at noon, after 20 minutes')).toBe('it was over at noon, after 20 minutes');
    expect(told('20 minutes')).toBe('20 Minuten');
  });

  it('says the whole of what was cut off, where only one text begins so', () => {
    expect(told('Failure: Break the next conn…')).toBe('Fehler: Die nächste Verbindung abbrechen');
    expect(told('Failure: Break t…')).toBe('Fehler: Break t…');
  });

  it('says the beginning that several texts have in common, where their English begins alike', () => {
    const { told: said } = new Phrasebook({
      'Change one cookie': 'Ein Zeichen im Cookie',
      'Change one token': 'Ein Zeichen im Token',
    });
    expect(said('Change one…')).toBe('Ein Zeichen im…');
  });

  it('fills in what came as it came', () => {
    expect(told('Failure: {1} $& (.*)')).toBe('Fehler: {1} $& (.*)');
    expect(told(`Failure: ${'x'.repeat(3_000)}`)).toMatch(/^Failure/);
  });

  it('is not slow on texts made to be so', () => {
    const started = performance.now();
    told(`Row ${' in '.repeat(480)}`);
    expect(performance.now() - started).toBeLessThan(500);
  });

  it('says nothing else where there are no phrases', () => {
    expect(new Phrasebook({}).told('Failure: x')).toBe('Failure: x');
  });
});

describe('a phrasebook of a language that declines', () => {
  const { told: said, say: saying } = new Phrasebook(
    {
      'the server': 'der Server|den Server|dem Server',
      'the memory of {0}': 'der Speicher von {0:2}|den Speicher von {0:2}|dem Speicher von {0:2}',
      '{0} strikes {1} from {2}.': '{0} trifft {1:1} von {2:2} aus.',
      'It lies in {0}.': 'Es liegt in {0:2}.',
      '{0} and {1}': '{0} und {1}',
      'a store, in which {0} writes': 'ein Speicher, in den {0} schreibt',
    },
    'de',
  );

  it('takes the form that its place asks for, and the first one where something stands by itself', () => {
    expect(said('The network strikes the server from Server 2.')).toBe(
      'The network trifft den Server von Server 2 aus.',
    );
    expect(said('the server')).toBe('der Server');
    expect(saying('the server')).toBe('der Server');
  });

  it('draws together what its language draws together', () => {
    expect(said('It lies in the memory of the server.')).toBe('Es liegt im Speicher vom Server.');
    expect(said('a store, in which the server writes')).toBe('ein Speicher, in den der Server schreibt');
  });

  it('splits nothing that came as a value', () => {
    expect(said('It lies in a|b|c.')).toBe('Es liegt in a|b|c.');
  });
});

describe('a sentence that is put together of others', () => {
  const { told: said } = new Phrasebook(
    {
      '{0} starts.': '{0} startet.',
      'It was given: {0}.': 'Mitgegeben: {0}.',
      'a key ({0})': 'ein Schlüssel ({0})',
      'only over TLS': 'nur über TLS',
      'out of reach of scripts': 'für Skripte unerreichbar',
      '{0} and {1}': '{0} und {1}',
      'nobody is asking': 'Niemand fragt',
      'the scheme is {0}': 'das Schema ist {0}',
      'It takes {0}.': 'Es belegt {0}.',
    },
    'de',
  );

  it.each([
    [
      'Server 1 starts. It was given: a key (RS256); a key (HS256).',
      'Server 1 startet. Mitgegeben: ein Schlüssel (RS256); ein Schlüssel (HS256).',
    ],
    [
      '401 Unauthorized: nobody is asking; the scheme is Bearer.',
      '401 Unauthorized: Niemand fragt; das Schema ist Bearer.',
    ],
    [
      'only over TLS, a key (x) and out of reach of scripts',
      'nur über TLS, ein Schlüssel (x) und für Skripte unerreichbar',
    ],
  ])('is said piece by piece: %s', (english, text) => {
    expect(said(english)).toBe(text);
  });

  it('stays as it is where a piece of it is in no phrase', () => {
    expect(said('only over TLS, by night and fog')).toBe('only over TLS, by night and fog');
  });

  it('writes numbers as its language does, and versions as they are', () => {
    expect(said('It takes 4,096.')).toBe('Es belegt 4.096.');
    expect(said('It takes 1.5 kB.')).toBe('Es belegt 1,5 kB.');
    expect(said('It takes 1.5.')).toBe('Es belegt 1.5.');
    expect(said('It takes 09:30:06.')).toBe('Es belegt 09:30:06.');
  });
});

describe('a phrasebook without phrases', () => {
  it('is English, which is not searched', () => {
    const { told: said, say: saying } = new Phrasebook({});
    const started = performance.now();
    for (let n = 0; n < 10_000; n += 1)
      expect(said(`Server ${String(n)} starts; it was given a key, and 4,096 bytes.`)).toMatch(
        /^Server \d+ starts; .* 4,096/,
      );
    expect(saying('{0} of {1}', 1, 2)).toBe('1 of 2');
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
