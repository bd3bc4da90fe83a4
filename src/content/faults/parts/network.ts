import type { Disturbance, FaultParameter, FaultReader, FaultTools, Frequency, Lift } from '../../../model';
import { frequencyParameters, readFrequency } from './frequency';

/** Where on the network, for which requests, how often. */
export function placeParameters(usually: Frequency['how']): readonly FaultParameter[] {
  return [
    {
      id: 'from',
      title: 'Where',
      type: 'choice',
      default: 'any',
      options: [
        { id: 'any', title: 'Anywhere' },
        { id: 'browser', title: 'Where the browser sends' },
        { id: 'thief', title: 'Where the thief sends' },
        { id: 'balancer', title: 'Between load balancer and servers' },
      ],
    },
    {
      id: 'route',
      title: 'Only paths that begin with',
      type: 'text',
      default: '',
      hint: '/profile, or nothing for every path',
    },
    ...frequencyParameters(usually),
  ];
}

/** Why this place is not part of the run's network, or null. */
export function whyNoSuchPlace(tools: FaultTools, values: FaultReader): string | null {
  const route = values.text('route');
  if (route !== '' && !route.startsWith('/')) return 'A path begins with "/".';
  if (values.text('from') === 'balancer' && tools.deployment.nodes === 1)
    return 'This run has one server and no load balancer before it.';
  return null;
}

/** Lets the network do it at the chosen place, as often as chosen. @returns how it ends */
export function disturbAsChosen(
  tools: FaultTools,
  values: FaultReader,
  what: Pick<Disturbance, 'how' | 'direction' | 'amount' | 'jitter'>,
): Lift {
  const from = values.text('from');
  const route = values.text('route');
  return tools.disturb({
    ...what,
    from: from === 'any' ? null : from,
    route: route === '' ? null : route,
    frequency: readFrequency(values),
  });
}
