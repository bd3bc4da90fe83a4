import { readFileSync } from 'node:fs';
import { faultCards } from '../../../src/content/fault-cards';
import { deploy, titleOf } from '../../../src/content/deployment';
import { scenarios } from '../../../src/content/scenarios';
import { columns, truthRows } from '../../../src/content/truth';
import { attacks } from '../../../src/jwt';
import { EVENT_KINDS, type FaultParameter } from '../../../src/model';
import { FAULT_KIND_WORDS } from '../../../src/model/fault-kind-words';
import { occasionGroups } from '../../../src/model/occasions';
import {
  ALGORITHM_TITLES,
  BALANCING_TITLES,
  STORE_TITLES,
  TOKEN_TITLES,
  type SetupTitle,
} from '../../../src/model/setup-titles';
import { STORE_KINDS } from '../../../src/model/store-kinds';
import { TOKEN_MODES } from '../../../src/model/setup-words';
import { CLOCK_PRESETS } from '../../../src/model/span';
import { FREQUENCY_NUMBERS, FREQUENCY_WORDS } from '../../../src/model/strike-choice';
import { VERDICT_WORDS } from '../../../src/model/truth-protocol';
import { readGlossary } from '../../../src/tutorial';
import { EXPORT_FORMATS } from '../../../src/vscode/exports/formats';

/** Names that are the same in every language, and texts without a word in them. */
const NAMES =
  /^(?:SQLite|Redis|[HRE]S\d+|GET|POST|DELETE|SIGKILL|HAR|JSON|Mermaid|PlantUML|Markdown|SVG|PNG|ms|[\W\d]*)$/;

/** Every text of a registry that a view or a question shows, out of the registries themselves. */
export function contentTexts(): ReadonlySet<string> {
  const setups = [SETUPS.store, SETUPS.tokens].flat();
  return new Set(
    [
      ...faultCards.flatMap(({ title, teaches, parameters }) => [title, teaches, ...parameters.flatMap(ofParameter)]),
      ...Object.values(FAULT_KIND_WORDS),
      ...Object.values(EVENT_KINDS).map(({ means }) => means),
      ...occasionGroups().map(({ title }) => title),
      ...Object.values(FREQUENCY_WORDS),
      ...Object.values(FREQUENCY_NUMBERS).flatMap((number) => (number ? [number.title] : [])),
      ...CLOCK_PRESETS.flatMap(({ title, about }) => [title, about]),
      ...scenarios.flatMap((scenario) => [
        scenario.title,
        scenario.teaches,
        ...scenario.acts.map(({ title }) => title),
        ...setups.flatMap((setup) => {
          const deployment = deploy(scenario, setup);
          return [titleOf(scenario, deployment), ...deployment.actors.map(({ label }) => label)];
        }),
      ]),
      ...TITLES.flatMap((titles) => Object.values<SetupTitle>(titles).flatMap(({ title, about }) => [title, about])),
      ...Object.values(VERDICT_WORDS).flatMap(({ word, means }) => [word, means]),
      ...columns.map(({ title }) => title),
      ...truthRows.flatMap(({ scenario, cannot, claims }) => [
        scenario.title,
        scenario.teaches,
        ...scenario.acts.map(({ title }) => title),
        ...Object.values(cannot ?? {}),
        ...(claims ?? []).flatMap(({ correction }) => (correction == null ? [] : [correction])),
      ]),
      ...Object.values(EXPORT_FORMATS).map(({ about }) => about),
      ...Object.values(glossary),
      ...attacks.flatMap(({ title, changes, why, stops }) => [title, changes, why, stops]),
    ].filter((text) => !NAMES.test(text)),
  );
}

const GLOSSARY = new URL('../../../src/content/tutorials/glossary.yaml', import.meta.url);
const glossary = readGlossary({ text: readFileSync(GLOSSARY, 'utf8'), line: 1 }, ({ message }) => {
  throw new Error(message);
});

const TITLES = [STORE_TITLES, TOKEN_TITLES, ALGORITHM_TITLES, BALANCING_TITLES] as const;
const SETUPS = {
  store: STORE_KINDS.map((store) => ({ store })),
  tokens: TOKEN_MODES.map((tokens) => ({ tokens })),
};

function ofParameter(parameter: FaultParameter): string[] {
  switch (parameter.type) {
    case 'number':
      return [parameter.title, parameter.unit];
    case 'text':
      return [parameter.title, parameter.hint];
    case 'choice':
      return [parameter.title, ...parameter.options.map(({ title }) => title)];
    default:
      return [parameter.title];
  }
}
