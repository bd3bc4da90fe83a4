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
import { t, told } from './words';

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
      separator(t(FAULT_KIND_WORDS[kind])),
      ...cards.map((fault) => {
        const why = reasons.get(fault.id) ?? null;
        return {
          label: t(fault.title),
          detail: why === null ? t(fault.teaches) : `$(circle-slash) ${t('Not now: {0}', told(why))}`,
          value: fault,
        };
      }),
    ];
  });
  return (answers, first) =>
    pick({ title: t('Inject Failure'), placeholder: t('What should go wrong?'), items, first }, (fault) => ({
      ...answers,
      fault,
    }));
}

function askValue(fault: FaultCard, parameter: FaultParameter, { state, actors }: Choices): Ask {
  const title = `${t(fault.title)}: ${t(parameter.title)}`;
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
        ? parameter.options.map((option) => ({ label: t(option.title), value: option.id }))
        : state.nodes.map((id) => ({ label: told(actors.find((actor) => actor.id === id)?.label ?? id), value: id }));
    return (answers, first) => pick({ title, placeholder: t(parameter.title), items, usual, first }, given(answers));
  }
  const name = t(parameter.title);
  const unit = parameter.type === 'number' ? t(parameter.unit) : '';
  const prompt =
    parameter.type === 'text' ? `${name}. ${t(parameter.hint)}` : unit === '' ? name : t('{0} in {1}', name, unit);
  return (answers, first) =>
    type({ title, prompt, usual, first }, (text) => {
      const read = readValue(parameter, text, state.nodes);
      return 'error' in read ? { error: told(read.error) } : { state: given(answers)(read.value) };
    });
}

function askWhen(fault: FaultCard, state: RunState): Ask {
  const why = state.faults.find(({ id }) => id === fault.id)?.why ?? null;
  const items: (vscode.QuickPickItem & { value?: 'now' | Occasion })[] = [
    {
      label: t('Now'),
      description: why === null ? t('where the run stands') : t('not possible: {0}', told(why)),
      value: 'now',
    },
    ...occasionGroups().flatMap(({ title, occasions }) => [
      separator(t(title)),
      ...occasions.map(({ kind, means }) => ({ label: t('When {0}', t(means)), description: kind, value: { kind } })),
    ]),
  ];
  return (answers, first) =>
    pick({ title: t(fault.title), placeholder: t('When should it strike?'), items, first }, (when) => ({
      ...answers,
      when,
    }));
}

function askRoute(fault: FaultCard): Ask {
  return (answers, first) =>
    type(
      {
        title: t(fault.title),
        prompt: t('Only while a path is asked for that begins so, such as /profile. Leave it empty for any.'),
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
    : { error: t('A path begins with a slash, as in /profile.') };
}

function askHowOften(fault: FaultCard): Ask {
  const items = FREQUENCIES.map((how) => ({ label: t(FREQUENCY_WORDS[how]), value: how }));
  return (answers, first) =>
    pick({ title: t(fault.title), placeholder: t('How often should it strike?'), items, first }, (how) => {
      const read = FREQUENCY_NUMBERS[how] ? null : readFrequency(how, '');
      return { ...answers, how, ...(read && 'frequency' in read && { frequency: read.frequency }) };
    });
}

function askNumber(fault: FaultCard, how: Frequency['how']): Ask {
  const asked = FREQUENCY_NUMBERS[how];
  return (answers, first) =>
    type({ title: t(fault.title), prompt: t(asked?.title ?? ''), usual: asked?.usual ?? '', first }, (text) => {
      const read = readFrequency(how, text);
      return 'error' in read ? { error: told(read.error) } : { state: { ...answers, frequency: read.frequency } };
    });
}

function separator(label: string): vscode.QuickPickItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}
