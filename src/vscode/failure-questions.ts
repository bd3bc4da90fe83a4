import * as vscode from 'vscode';
import type { Actor, FaultCard, FaultParameter, FaultValues, Frequency, Occasion, RunState } from '../model';
import { FAULT_KINDS } from '../model/contracts';
import { FAULT_KIND_WORDS } from '../model/fault-kind-words';
import { askedParameters, defaultText, readValue } from '../model/fault-values';
import { occasionGroups } from '../model/occasions';
import {
  asksHowOften,
  asksRoute,
  FREQUENCIES,
  FREQUENCY_NUMBERS,
  FREQUENCY_WORDS,
  readFrequency,
} from '../model/strike-choice';
import { pick, type } from './questions';
import type { Question } from './walk';

/** What has been answered so far about a failure. */
export interface FailureAnswers {
  readonly fault?: FaultCard;
  readonly values: FaultValues;
  /** How many of the failure's parameters have been asked for. */
  readonly asked: number;
  readonly when?: 'now' | Occasion;
  /** Only requests whose path begins so; empty for any. */
  readonly route?: string;
  readonly how?: Frequency['how'];
  readonly frequency?: Frequency;
}

/** What there is to choose from. */
export interface Choices {
  readonly faults: readonly FaultCard[];
  readonly state: RunState;
  readonly actors: readonly Actor[];
}

type Ask = Question<FailureAnswers>;

/** The question that comes next, or null when everything has been said. */
export function failureQuestion(answers: FailureAnswers, choices: Choices): Ask | null {
  const { fault, asked, when, how, frequency } = answers;
  if (!fault) return askWhich(choices);
  const parameter = askedParameters(fault.parameters, answers.values, choices.state.nodes)[asked];
  if (parameter) return askValue(fault, parameter, choices);
  if (when === undefined) return askWhen(fault, choices.state);
  if (asksRoute(fault, when) && answers.route === undefined) return askRoute(fault);
  if (frequency || !asksHowOften(fault, when)) return null;
  return how === undefined ? askHowOften(fault) : askNumber(fault, how);
}

function askWhich({ faults, state }: Choices): Ask {
  const reasons = new Map(state.faults.map(({ id, why }) => [id, why]));
  const items = FAULT_KINDS.flatMap((kind) => {
    const cards = faults.filter((fault) => fault.kind === kind);
    if (cards.length === 0) return [];
    return [
      separator(FAULT_KIND_WORDS[kind]),
      ...cards.map((fault) => {
        const why = reasons.get(fault.id) ?? null;
        return {
          label: fault.title,
          detail: why === null ? fault.teaches : `$(circle-slash) Not now: ${why}`,
          value: fault,
        };
      }),
    ];
  });
  return (answers, first) =>
    pick({ title: 'Inject Failure', placeholder: 'What should go wrong?', items, first }, (fault) => ({
      ...answers,
      fault,
    }));
}

function askValue(fault: FaultCard, parameter: FaultParameter, { state, actors }: Choices): Ask {
  const title = `${fault.title}: ${parameter.title}`;
  const usual = defaultText(parameter, state.nodes);
  const given =
    (answers: FailureAnswers) =>
    (value: string | number): FailureAnswers => ({
      ...answers,
      values: { ...answers.values, [parameter.id]: value },
      asked: answers.asked + 1,
    });
  if (parameter.type === 'choice' || parameter.type === 'node') {
    const items =
      parameter.type === 'choice'
        ? parameter.options.map((option) => ({ label: option.title, value: option.id }))
        : state.nodes.map((id) => ({ label: actors.find((actor) => actor.id === id)?.label ?? id, value: id }));
    return (answers, first) => pick({ title, placeholder: parameter.title, items, usual, first }, given(answers));
  }
  const unit = parameter.type === 'number' && parameter.unit !== '' ? ` in ${parameter.unit}` : '';
  const hint = parameter.type === 'text' ? `. ${parameter.hint}` : '';
  return (answers, first) =>
    type({ title, prompt: `${parameter.title}${unit}${hint}`, usual, first }, (text) => {
      const read = readValue(parameter, text, state.nodes);
      return 'error' in read ? read : { state: given(answers)(read.value) };
    });
}

function askWhen(fault: FaultCard, state: RunState): Ask {
  const why = state.faults.find(({ id }) => id === fault.id)?.why ?? null;
  const items: (vscode.QuickPickItem & { value?: 'now' | Occasion })[] = [
    { label: 'Now', description: why === null ? 'where the run stands' : `not possible: ${why}`, value: 'now' },
    ...occasionGroups().flatMap(({ title, occasions }) => [
      separator(title),
      ...occasions.map(({ kind, means }) => ({ label: `When ${means}`, description: kind, value: { kind } })),
    ]),
  ];
  return (answers, first) =>
    pick({ title: fault.title, placeholder: 'When should it strike?', items, first }, (when) => ({ ...answers, when }));
}

function askRoute(fault: FaultCard): Ask {
  return (answers, first) =>
    type(
      {
        title: fault.title,
        prompt: 'Only while a path is asked for that begins so, such as /profile. Leave it empty for any.',
        usual: '',
        first,
      },
      (text) => readRoute(text, (route) => ({ ...answers, route })),
    );
}

function readRoute<S>(text: string, take: (route: string) => S): { readonly error: string } | { readonly state: S } {
  const route = text.trim();
  return route === '' || route.startsWith('/')
    ? { state: take(route) }
    : { error: 'A path begins with a slash, as in /profile.' };
}

function askHowOften(fault: FaultCard): Ask {
  const items = FREQUENCIES.map((how) => ({ label: FREQUENCY_WORDS[how], value: how }));
  return (answers, first) =>
    pick({ title: fault.title, placeholder: 'How often should it strike?', items, first }, (how) => {
      const read = FREQUENCY_NUMBERS[how] ? null : readFrequency(how, '');
      return { ...answers, how, ...(read && 'frequency' in read && { frequency: read.frequency }) };
    });
}

function askNumber(fault: FaultCard, how: Frequency['how']): Ask {
  const asked = FREQUENCY_NUMBERS[how];
  return (answers, first) =>
    type({ title: fault.title, prompt: asked?.title ?? '', usual: asked?.usual ?? '', first }, (text) => {
      const read = readFrequency(how, text);
      return 'error' in read ? read : { state: { ...answers, frequency: read.frequency } };
    });
}

function separator(label: string): vscode.QuickPickItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}
