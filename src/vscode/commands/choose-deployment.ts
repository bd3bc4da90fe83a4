import type { CompleteSetup, Scenario, Setup } from '../../model';
import {
  ALGORITHM_TITLES,
  BALANCING_TITLES,
  STORE_TITLES,
  TOKEN_TITLES,
  type SetupTitle,
} from '../../model/setup-titles';
import { MOST_NODES } from '../../model/setup-words';
import type { Parts } from '../parts';
import { pick } from '../questions';
import { walk, type Question } from '../walk';
import { completed, setupFor } from '../settings';
import { startDemo } from './start-demo';
import { t } from '../words';

/** What has been answered so far: what is there has been asked for. */
type Answers = Setup & { readonly keeps?: 'sessions' | 'tokens' };
type Ask = Question<Answers>;

const TITLE = t('Choose Deployment');

/** Asks how the servers of the demo are deployed, and starts it anew so. */
export async function chooseDeployment(parts: Parts): Promise<void> {
  const { session, catalogue, lastScenario, settings } = parts;
  const running = catalogue.scenarios.find(({ id }) => id === session.run?.card.id);
  const scenario = running ?? lastScenario() ?? catalogue.scenarios[0];
  if (!scenario) return;
  const { flow } = scenario;
  const usual = completed(session.run?.setup ?? {}, settings().setup);
  const answers = await walk<Answers>(flow === 'either' ? {} : { keeps: keptBy(flow) }, (state) =>
    nextQuestion(state, usual),
  );
  if (!answers) return;
  const { keeps: _, ...setup } = answers;
  await startDemo(parts, scenario.id, [{ replace: true }], { ...balancedBy(usual, flow), ...setup });
}

function keptBy(flow: Scenario['flow']): 'sessions' | 'tokens' {
  return flow === 'stateless' ? 'tokens' : 'sessions';
}

/** A single server needs no balancer, but its choice stays for the next run with several. */
function balancedBy(usual: CompleteSetup, flow: Scenario['flow']): Setup {
  const { balancing } = setupFor(flow, usual);
  return balancing === undefined ? {} : { balancing };
}

function nextQuestion(answers: Answers, usual: CompleteSetup): Ask | null {
  if (answers.keeps === undefined) return askKeeps;
  if (answers.keeps === 'sessions') {
    if (answers.store === undefined)
      return among(t('Where are the sessions kept?'), 'store', STORE_TITLES, usual.store);
  } else {
    if (answers.tokens === undefined)
      return among(t('What stands behind a token?'), 'tokens', TOKEN_TITLES, usual.tokens);
    if (answers.algorithm === undefined) {
      return among(t('How are tokens signed?'), 'algorithm', ALGORITHM_TITLES, usual.algorithm);
    }
  }
  if (answers.nodes === undefined) return askNodes(usual.nodes);
  if (answers.nodes > 1 && answers.balancing === undefined) {
    return among(t('Which server gets a request?'), 'balancing', BALANCING_TITLES, usual.balancing);
  }
  return null;
}

const askKeeps: Ask = (answers, first) => {
  const items = [
    { label: t('Sessions'), detail: t('The server remembers who is logged in.'), value: 'sessions' as const },
    { label: t('Tokens'), detail: t('The client carries a signed token.'), value: 'tokens' as const },
  ];
  return pick({ title: TITLE, placeholder: t('What keeps a user logged in?'), items, first }, (keeps) => ({
    ...answers,
    keeps,
  }));
};

function askNodes(usual: number): Ask {
  const items = Array.from({ length: MOST_NODES }, (_, index) => ({
    label: index === 0 ? t('1 server') : t('{0} servers', index + 1),
    ...(index === 0 ? {} : { detail: t('Behind a load balancer.') }),
    value: index + 1,
  }));
  return (answers, first) =>
    pick({ title: TITLE, placeholder: t('How many servers run?'), items, usual, first }, (nodes) => ({
      ...answers,
      nodes,
    }));
}

function among<K extends 'store' | 'tokens' | 'algorithm' | 'balancing'>(
  placeholder: string,
  key: K,
  titles: Readonly<Record<NonNullable<Setup[K]>, SetupTitle>>,
  usual: NonNullable<Setup[K]>,
): Ask {
  const items = (Object.entries(titles) as [NonNullable<Setup[K]>, SetupTitle][]).map(([value, { title, about }]) => ({
    label: t(title),
    detail: t(about),
    value,
  }));
  return (answers, first) =>
    pick({ title: TITLE, placeholder, items, usual, first }, (value) => ({ ...answers, [key]: value }));
}
