import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Setup } from '../../model';
import {
  ALGORITHM_TITLES,
  BALANCING_TITLES,
  STORE_TITLES,
  TOKEN_TITLES,
  type SetupTitle,
} from '../../model/setup-titles';
import { MOST_NODES, type Balancing, type SigningAlgorithm, type TokenMode } from '../../model/setup-words';
import type { StoreKind } from '../../model/store-kinds';
import { useDesk } from './context';
import { Popover } from './popover';
import { t } from '../host/words';

/** How the servers of the run are deployed, and how they could be. */
export function DeploymentMenu(): JSX.Element {
  const { panel } = useDesk();
  const run = panel.run.value;
  return (
    <Popover id="deployment" icon="server" label={t('Deployment')} words={run ? inShort(run.setup) : ''} keys="D">
      {(close) => <DeploymentForm close={close} />}
    </Popover>
  );
}

/** "SQLite · 3 servers" */
function inShort({ store, tokens, nodes = 1 }: Setup): string {
  return `${tokens ? TOKENS_IN_SHORT[tokens] : t(STORE_TITLES[store ?? 'memory'].title)} · ${servers(nodes)}`;
}

const TOKENS_IN_SHORT: Readonly<Record<TokenMode, string>> = {
  plain: t('Plain tokens'),
  denylist: t('Denylist'),
  version: t('Token version'),
  refresh: t('Access + refresh'),
  naive: t('Naive tokens'),
};

function servers(count: number): string {
  return count === 1 ? t('1 server') : t('{0} servers', count);
}

interface Chosen {
  readonly keeps: 'sessions' | 'tokens';
  readonly store: StoreKind;
  readonly tokens: TokenMode;
  readonly algorithm: SigningAlgorithm;
  readonly nodes: number;
  readonly balancing: Balancing;
}

function DeploymentForm({ close }: { close: () => void }): JSX.Element | null {
  const { panel, steering } = useDesk();
  const run = panel.run.value;
  const flow = run?.card.flow ?? 'either';
  const [chosen, setChosen] = useState<Chosen>(() => {
    const { store, tokens, algorithm, nodes, balancing } = run?.setup ?? {};
    return {
      keeps: flow === 'stateless' || (flow === 'either' && tokens !== undefined) ? 'tokens' : 'sessions',
      store: store ?? 'memory',
      tokens: tokens ?? 'plain',
      algorithm: algorithm ?? 'HS256',
      nodes: nodes ?? 1,
      balancing: balancing ?? 'round-robin',
    };
  });
  if (!run) return null;
  const set = (change: Partial<Chosen>): void => setChosen({ ...chosen, ...change });
  const withTokens = chosen.keeps === 'tokens';
  return (
    <form
      class="deployment"
      onSubmit={(event) => {
        event.preventDefault();
        close();
        steering.start(run.card.scenario, setupOf(chosen));
      }}
    >
      <h2 class="popover-title">{t('Deployment')}</h2>
      {flow === 'either' && (
        <Choice
          title={t('A login is kept in')}
          id="keeps"
          value={chosen.keeps}
          titles={{
            sessions: { title: t('Sessions'), about: t('The server remembers who is logged in.') },
            tokens: { title: t('Tokens'), about: t('The client carries a signed token.') },
          }}
          onChange={(keeps) => set({ keeps })}
        />
      )}
      {withTokens ? (
        <>
          <Choice
            title={t('Tokens')}
            id="tokens"
            value={chosen.tokens}
            titles={TOKEN_TITLES}
            onChange={(tokens) => set({ tokens })}
          />
          <Choice
            title={t('Signed with')}
            id="algorithm"
            value={chosen.algorithm}
            titles={ALGORITHM_TITLES}
            onChange={(algorithm) => set({ algorithm })}
          />
        </>
      ) : (
        <Choice
          title={t('Sessions in')}
          id="store"
          value={chosen.store}
          titles={STORE_TITLES}
          onChange={(store) => set({ store })}
        />
      )}
      <fieldset class="node-count">
        <legend>{t('Servers')}</legend>
        {Array.from({ length: MOST_NODES }, (_, index) => index + 1).map((count) => (
          <label key={count}>
            <input
              type="radio"
              name="nodes"
              data-testid={`nodes-${String(count)}`}
              checked={chosen.nodes === count}
              onChange={() => set({ nodes: count })}
            />
            <span>{count}</span>
          </label>
        ))}
      </fieldset>
      {chosen.nodes > 1 && (
        <Choice
          title={t('Balancing')}
          id="balancing"
          value={chosen.balancing}
          titles={BALANCING_TITLES}
          onChange={(balancing) => set({ balancing })}
        />
      )}
      <button type="submit" class="button" data-testid="deploy">
        {t('Start Again with These')}
      </button>
    </form>
  );
}

function setupOf({ keeps, store, tokens, algorithm, nodes, balancing }: Chosen): Setup {
  return keeps === 'tokens' ? { tokens, algorithm, nodes, balancing } : { store, nodes, balancing };
}

interface ChoiceProps<T extends string> {
  readonly id: string;
  readonly title: string;
  readonly value: T;
  readonly titles: Readonly<Record<T, SetupTitle>>;
  readonly onChange: (value: T) => void;
}

function Choice<T extends string>({ id, title, value, titles, onChange }: ChoiceProps<T>): JSX.Element {
  const options = Object.entries(titles) as [T, SetupTitle][];
  return (
    <div class="choice-field">
      <label for={`choose-${id}`}>{title}</label>
      <select
        id={`choose-${id}`}
        data-testid={`choose-${id}`}
        value={value}
        aria-describedby={`about-${id}`}
        onChange={({ currentTarget }) => {
          const found = options.find(([each]) => each === currentTarget.value);
          if (found) onChange(found[0]);
        }}
      >
        {options.map(([each, words]) => (
          <option key={each} value={each}>
            {t(words.title)}
          </option>
        ))}
      </select>
      <p class="popover-words" id={`about-${id}`}>
        {t(titles[value].about)}
      </p>
    </div>
  );
}
