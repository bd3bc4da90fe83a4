import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diagram } from '../../../../src/projections/diagram';
import { toPlantUml } from '../../../../src/projections/exports/plantuml';
import { plantUmlText } from '../../../../src/projections/exports/plantuml-text';
import { randomTrace, text } from '../random-traces';
import { recorded } from '../recorded';
import { BALANCED_CAST, Story } from '../traces';

/** Every line that `toPlantUml` may write; `T` is text in which nothing is live. */
const T = '(?:[^\\n\\\\~*_"\'<>[\\]{}%$!#&|`^]|<U\\+[0-9A-F]{4,6}>)+';
const LINES = [
  '@startuml|@enduml|autonumber|hide footbox|',
  `title ${T}`,
  `(?:actor|boundary|participant|database) "${T}" as p\\d+`,
  `== ${T} ==`,
  `p\\d+ (?:->|-->|->>)x? p\\d+ : ${T}`,
  `note over p\\d+(?:, p\\d+)* : ${T}`,
  '(?:de)?activate p\\d+',
].map((line) => new RegExp(`^(?:${line})$`, 'u'));

describe('a run as PlantUML', () => {
  it('draws hops, bars, notes and what was lost', () => {
    const story = new Story().begin(BALANCED_CAST).act('Profile');
    story.relayed(story.forwarded('/profile', 'app-2'), 'app-2', 200, 'OK');
    story.add('node.hung', {}, { actor: 'app' });
    const exchange = story.send('GET', '/');
    story.add('request.failed', { code: 'ECONNREFUSED', message: '' }, { actor: 'browser', exchange });
    expect(toPlantUml(story.events).split('\n')).toEqual([
      '@startuml',
      'title A run for a test',
      'autonumber',
      'hide footbox',
      'actor "Thief" as p1',
      'actor "Browser" as p2',
      'boundary "Load balancer" as p3',
      'participant "Server 1" as p4',
      'participant "Server 2" as p5',
      'database "Memory of server 1" as p6',
      'database "Memory of server 2" as p7',
      '',
      '== Profile ==',
      'p2 -> p3 : GET /profile',
      'activate p3',
      'p3 -> p5 : round robin: GET /profile',
      'activate p5',
      'p5 --> p3 : 200 OK',
      'deactivate p5',
      'p3 --> p2 : 200 OK',
      'deactivate p3',
      'note over p4 : Server 1 hangs',
      'p2 ->x p3 : GET /',
      'note over p2 : No connection (ECONNREFUSED)',
      '@enduml',
      '',
    ]);
  });

  it('has only lines that it means, for any trace', () => {
    fc.assert(
      fc.property(randomTrace, ({ trace }) => {
        for (const line of toPlantUml(trace).split('\n')) {
          expect(LINES.some((pattern) => pattern.test(line)) ? '' : line).toBe('');
        }
      }),
    );
  });

  it('has every message and note of a recorded run', () => {
    const trace = recorded('killed');
    const drawn = diagram(trace).sections.flatMap(({ items }) => items).length;
    expect(
      toPlantUml(trace)
        .split('\n')
        .filter((line) => / : /.test(line)),
    ).toHaveLength(drawn);
  });
});

describe('hostile text in PlantUML', () => {
  it('comes back as it was, and leaves nothing live', () => {
    const decode = (escaped: string): string =>
      escaped.replace(/<U\+([0-9A-F]+)>/g, (_all, code: string) => String.fromCodePoint(parseInt(code, 16)));
    fc.assert(
      fc.property(text, (each) => {
        const escaped = plantUmlText(each);
        const bare = escaped.replace(/<U\+[0-9A-F]{4,6}>/g, '');
        expect(bare).not.toMatch(/[\\~*_"'<>[\]{}%$!#&|`^\n\r]|--|\/\/|==|\.\.\./);
      }),
    );
    for (const each of [
      '%date()',
      '**b**',
      '<img:x>',
      '[[http://a]]',
      "/' c '/",
      'end note',
      '--s--',
      '\\n',
      '!include x',
    ]) {
      expect(decode(plantUmlText(each))).toBe(each);
    }
  });
});
