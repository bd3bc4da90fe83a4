import type { FaultParameter, FaultReader, Frequency } from '../../../model';

/** How often the network does something, counted from when it was told to. */
export function frequencyParameters(usually: Frequency['how']): readonly FaultParameter[] {
  return [
    {
      id: 'frequency',
      title: 'How often',
      type: 'choice',
      default: usually,
      options: [
        { id: 'once', title: 'Once' },
        { id: 'first', title: 'The first few times' },
        { id: 'chance', title: 'By chance' },
        { id: 'always', title: 'Always' },
      ],
    },
    {
      id: 'times',
      title: 'How many times',
      onlyWith: { id: 'frequency', value: 'first' },
      ...{ type: 'number', unit: '', min: 1, max: 1_000, default: 3 },
    },
    {
      id: 'percent',
      title: 'Probability',
      onlyWith: { id: 'frequency', value: 'chance' },
      ...{ type: 'number', unit: '%', min: 0, max: 100, default: 50 },
    },
  ];
}

export function readFrequency(values: FaultReader): Frequency {
  switch (values.text('frequency')) {
    case 'first':
      return { how: 'first', n: values.number('times') };
    case 'chance':
      return { how: 'chance', p: values.number('percent') / 100 };
    case 'always':
      return { how: 'always' };
    default:
      return { how: 'once' };
  }
}
