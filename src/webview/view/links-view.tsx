import { useComputed } from '@preact/signals';
import type { JSX } from 'preact';
import type { Inspection } from '../../projections/inspector';
import { carried, thingsOf } from '../../projections/links';
import { indexOfSeq } from '../panel/prefix';
import { useDesk } from './context';
import { Icon } from './icons';
import { t, told } from '../host/words';

/** What belongs to the selected message: cookies, tokens and rows, its line of server code, its entry in the log. */
export function LinksView({ inspection }: { inspection: Inspection }): JSX.Element {
  const { panel, steering } = useDesk();
  const things = useComputed(() => {
    const { trace, stop } = panel.explained.value;
    const item = stop?.item;
    if (!item) return [];
    const seqs = [item.seq, ...(item.type === 'message' ? item.evidence : [])];
    const events = seqs.flatMap((seq) => trace[indexOfSeq(trace, seq)] ?? []);
    return carried(thingsOf(panel.held.value), events);
  });
  const picked = panel.linking.thing.value;
  const { source } = inspection;
  return (
    <ul class="links" aria-label={t('Belongs to this message')}>
      {things.value.map((thing) => (
        <li key={thing.name}>
          <button
            type="button"
            class="link"
            data-testid="link-thing"
            aria-pressed={picked?.value === thing.value}
            title={t('Mark every message that it occurs in')}
            onClick={() => steering.pick(thing)}
          >
            <Icon name="link" size={12} />
            <span dir="auto">{told(thing.name)}</span>
          </button>
        </li>
      ))}
      {source && (
        <li>
          <button
            type="button"
            class="link"
            data-testid="link-code"
            title={t('Show this line of server code')}
            onClick={() => steering.showCode(inspection.seq)}
          >
            <Icon name="code" size={12} />
            <span>
              {source.file.split('/').at(-1)}:{source.line}
            </span>
          </button>
        </li>
      )}
      <li>
        <button
          type="button"
          class="link"
          data-testid="link-log"
          title={t('Show it in the log of events')}
          onClick={() => steering.open('log')}
        >
          <Icon name="log" size={12} />
          <span>{t('Event {0}', inspection.seq)}</span>
        </button>
      </li>
    </ul>
  );
}

/** Where the picked thing goes: how many messages, and a way along them. */
export function ThingLine(): JSX.Element | null {
  const { panel, steering } = useDesk();
  const { linking, selected } = panel;
  const thing = linking.thing.value;
  if (!thing) return null;
  const story = linking.story.value;
  const at = story.indexOf(selected.value?.item.seq ?? -1) + 1;
  return (
    <div class="thing-line" role="status" data-testid="thing">
      <Icon name="link" size={14} />
      <p>
        <strong dir="auto">{told(thing.name)}</strong>{' '}
        {at > 0 ? t('in message {0} of {1}', at, story.length) : t('in {0} messages', story.length)}
      </p>
      <button
        type="button"
        class="small-action"
        aria-label={t('Previous message with it')}
        onClick={() => steering.follow(-1)}
      >
        <Icon name="back" size={14} />
      </button>
      <button
        type="button"
        class="small-action"
        aria-label={t('Next message with it')}
        onClick={() => steering.follow(1)}
      >
        <Icon name="step" size={14} />
      </button>
      <button
        type="button"
        class="small-action"
        aria-label={t('Mark it no longer')}
        onClick={() => {
          document.querySelector<HTMLElement>('#pane')?.focus();
          steering.pick(thing);
        }}
      >
        <Icon name="close" size={12} />
      </button>
    </div>
  );
}
