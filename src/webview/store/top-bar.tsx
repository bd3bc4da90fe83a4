import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { StoreCard } from '../../model/store-protocol';
import { Icon } from '../view/icons';
import { useModel } from './context';
import { t, told } from '../host/words';

const KINDS = { memory: t('In memory'), sqlite: t('SQLite'), redis: t('Redis') } as const;

/** Which store it is, how much is in it, and what to look for. */
export function TopBar({ card }: { card: StoreCard }): JSX.Element {
  const model = useModel();
  const { facts, title, demo } = card;
  return (
    <header class="store-top">
      <div class="store-headline">
        <h1>
          <Icon name="store" size={18} />
          {told(title)}
        </h1>
        <p class="store-about">
          {[
            facts.about === '' ? KINDS[facts.kind] : `${KINDS[facts.kind]}, ${told(facts.about)}`,
            demo ? t('Times by the clock of the run') : null,
          ]
            .filter((each) => each !== null)
            .map((each) => `${each}.`)
            .join(' ')}
        </p>
        <p class="store-amount" data-testid="amount">
          {model.amount.value}
          {facts.kind === 'redis' && !demo && !model.counting.value && !model.isWhole.value && (
            <button type="button" class="link" onClick={() => model.count()}>
              {t('Count')}
            </button>
          )}
          {(model.counting.value || model.reading.value) && (
            <button type="button" class="link" data-testid="stop" onClick={() => model.stop()}>
              {t('Stop')}
            </button>
          )}
        </p>
      </div>
      <div class="store-finders">
        {facts.prefix !== null && !demo && <PrefixField key={facts.prefix} prefix={facts.prefix} />}
        <SearchField />
        <button
          type="button"
          class="tool"
          aria-label={t('Read again')}
          title={t('Read again (R)')}
          onClick={() => model.refresh()}
        >
          <Icon name="restart" />
        </button>
        <button type="button" class="button secondary" onClick={() => model.openAnother()}>
          {t('Another Store…')}
        </button>
      </div>
    </header>
  );
}

function SearchField(): JSX.Element {
  const model = useModel();
  const [words, setWords] = useState(model.search.value);
  return (
    <form
      class="field"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        model.find(words.trim());
      }}
    >
      <label for="search">{t('Find')}</label>
      <input
        id="search"
        type="search"
        placeholder={t('id, user or data')}
        value={words}
        onInput={({ currentTarget: { value } }) => {
          setWords(value);
          // The cross in the field empties it, and that ends the search.
          if (value === '' && model.search.value !== '') model.find('');
        }}
      />
    </form>
  );
}

function PrefixField({ prefix }: { prefix: string }): JSX.Element {
  const model = useModel();
  const [text, setText] = useState(prefix);
  return (
    <form
      class="field"
      onSubmit={(event) => {
        event.preventDefault();
        model.setPrefix(text);
      }}
    >
      <label for="prefix">{t('Keys that begin with')}</label>
      <input
        id="prefix"
        data-testid="prefix"
        placeholder={t('all keys')}
        spellcheck={false}
        value={text}
        onInput={({ currentTarget: { value } }) => setText(value)}
      />
    </form>
  );
}
