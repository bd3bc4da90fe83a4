import type { Intervention, Occasion } from './arming';
import type { FaultCard, FaultValues, Frequency } from './contracts';
import { askedParameters, changedValues } from './fault-values';

/** What a person chose about one failure, in a form or step by step. */
export interface StrikeChoice {
  readonly fault: FaultCard;
  readonly values: FaultValues;
  readonly when: 'now' | Occasion;
  readonly frequency: Frequency;
}

/** What has to be asked of the run for a choice. */
export function interventionFor({ fault, values, when, frequency }: StrikeChoice): Intervention {
  const changed = changedValues(askedParameters(fault.parameters, values), values);
  const asked = { fault: fault.id, ...(changed && { values: changed }) };
  return when === 'now' ? { type: 'inject', ...asked } : { type: 'arm', ...asked, at: when, frequency };
}

/** What waits can strike more than once; what lasts says so itself, by parameters of its own. */
export function asksHowOften({ parameters }: FaultCard, when: StrikeChoice['when']): boolean {
  return when !== 'now' && !parameters.some(({ id }) => id === 'frequency');
}

/** What waits can wait for one path; a disturbance of the network has a path of its own. */
export function asksRoute({ parameters }: FaultCard, when: StrikeChoice['when']): boolean {
  return when !== 'now' && !parameters.some(({ id }) => id === 'route');
}

export const FREQUENCIES = ['once', 'first', 'chance', 'always'] as const satisfies readonly Frequency['how'][];

export const FREQUENCY_WORDS: Readonly<Record<Frequency['how'], string>> = {
  once: 'Once',
  first: 'The first few times',
  chance: 'With a probability',
  always: 'Every time',
};

/** What is typed besides, or null where nothing is. */
export const FREQUENCY_NUMBERS: Readonly<
  Record<Frequency['how'], { readonly title: string; readonly usual: string } | null>
> = {
  once: null,
  first: { title: 'How many times', usual: '3' },
  chance: { title: 'Percent', usual: '50' },
  always: null,
};

/**
 * Reads how often a failure strikes.
 * @param number how many times, or the probability in percent
 */
export function readFrequency(
  how: Frequency['how'],
  number: string,
): { readonly frequency: Frequency } | { readonly error: string } {
  const value = number.trim() === '' ? Number.NaN : Number(number);
  switch (how) {
    case 'once':
    case 'always':
      return { frequency: { how } };
    case 'first':
      return Number.isInteger(value) && value >= 1 && value <= 1_000
        ? { frequency: { how, n: value } }
        : { error: 'How many times: a whole number from 1 to 1,000.' };
    case 'chance':
      return value >= 0 && value <= 100
        ? { frequency: { how, p: value / 100 } }
        : { error: 'The probability: 0 to 100 percent.' };
    default:
      return how satisfies never;
  }
}
