// The source map of the app nodes is there for one question: which line of a teaching server ran. Most of it tells of
// libraries; shipped whole it is the largest file of the package, and every node that starts reads it.
import { decode, encode } from '@jridgewell/sourcemap-codec';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const TAUGHT = /(^|\/)src\/apps\//;
/** What everything else is said to come from: whoever reads a map takes the nearest place before. */
const ELSEWHERE = 'elsewhere';

/**
 * Leaves the teaching servers in a source map, and one source that stands for all others.
 * @param {{ sources: string[], mappings: string }} map
 */
export function onlyTaught(map) {
  const sources = [ELSEWHERE, ...map.sources.filter((source) => TAUGHT.test(source))];
  const places = map.sources.map((source) => Math.max(0, sources.indexOf(source)));
  let last = -1;
  const lines = decode(map.mappings).map((segments) =>
    segments.flatMap(([column, source, line, from]) => {
      const place = source === undefined ? 0 : places[source];
      const again = place === 0 && last === 0;
      last = place;
      if (again) return [];
      return [place === 0 ? [column, 0, 0, 0] : [column, place, line, from]];
    }),
  );
  return { ...map, sources, names: [], mappings: encode(lines) };
}

/** @returns {import('esbuild').Plugin} @param {string} name of the bundle */
export function teachingMap(name) {
  return {
    name: 'teaching-map',
    setup(build) {
      build.onEnd(async ({ errors }) => {
        if (errors.length > 0) return;
        const file = join(build.initialOptions.outdir, `${name}.js.map`);
        await writeFile(file, JSON.stringify(onlyTaught(JSON.parse(await readFile(file, 'utf8')))));
      });
    },
  };
}
