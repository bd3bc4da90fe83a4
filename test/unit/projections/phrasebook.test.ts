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
