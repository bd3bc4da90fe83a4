import { describe, expect, it } from 'vitest';
import { EXPORT_FORMATS, hasSecrets, isExportFormat, type ExportFormat } from '../../../../src/vscode/exports/formats';
import { fromJson } from '../../../../src/projections/exports/json';
import { recorded } from '../../projections/recorded';
import { statefulStory } from '../../projections/traces';

const texts = Object.entries<ExportFormat>(EXPORT_FORMATS).flatMap(([id, format]) =>
  format.kind === 'text' ? [{ id, format }] : [],
);
const options = { secrets: false, version: '1.2.3' };

describe('the formats of an export', () => {
  it('have file names and titles of their own', () => {
    const formats = Object.values<ExportFormat>(EXPORT_FORMATS);
    expect(new Set(formats.map(({ extension }) => extension)).size).toBe(formats.length);
    expect(new Set(formats.map(({ title }) => title)).size).toBe(formats.length);
  });

  it.each(texts)('$id is written of any run, secrets left out unless they are asked for', ({ format }) => {
    for (const name of ['stateful', 'stateless', 'killed'] as const) {
      const trace = recorded(name);
      const redacted = format.write(trace, options);
      expect(redacted.length).toBeGreaterThan(100);
      expect(redacted).not.toContain('wonderland');
      const whole = format.write(trace, { ...options, secrets: true });
      if (format.carriesSecrets) expect(whole).toContain('wonderland');
      else expect(whole).toBe(redacted);
    }
  });

  it('HAR names the version that wrote it', () => {
    const har = JSON.parse(EXPORT_FORMATS.har.write(recorded('stateful'), options)) as {
      log: { version: string; creator: { version: string } };
    };
    expect(har.log).toMatchObject({ version: '1.2', creator: { version: '1.2.3' } });
  });

  it('JSON comes back, redacted or not', () => {
    for (const secrets of [true, false]) {
      const trace = recorded('stateful');
      const read = fromJson(EXPORT_FORMATS.json.write(trace, { ...options, secrets }));
      expect(read.ok && read.value.length).toBe(trace.length);
      if (secrets) expect(read).toEqual({ ok: true, value: trace });
    }
  });

  it('knows whether anything would be replaced', () => {
    expect(hasSecrets(recorded('stateless'))).toBe(true);
    expect(hasSecrets(statefulStory().events.slice(0, 1))).toBe(false);
  });

  it('knows its own names', () => {
    expect(isExportFormat('svg')).toBe(true);
    for (const wrong of ['constructor', 'SVG', 1, null]) expect(isExportFormat(wrong)).toBe(false);
  });
});
