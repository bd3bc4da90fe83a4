import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { EVENT_KINDS, type TraceEvent } from '../../model';
import { indexOfSeq } from '../panel/prefix';
import { useDesk } from './context';
import { clockWords } from './clock-words';
import { t } from '../host/words';

/** So many entries on each side of the selected one are shown; more when asked for. */
const AROUND = 60;

/** Every event that was recorded, quiet ones too: the whole run as a list. What is selected follows either way. */
export function LogView(): JSX.Element {
  const { panel, steering } = useDesk();
  const list = useRef<HTMLOListElement>(null);
  const [more, setMore] = useState(1);
  const { trace, stop } = panel.explained.value;
  const item = stop?.item;
  const own = new Set(item ? [item.seq, ...(item.type === 'message' ? item.evidence : [])] : []);
  const at = item ? indexOfSeq(trace, item.seq) : trace.length - 1;
  const [from, to] = [Math.max(at - AROUND * more, 0), Math.min(at + AROUND * more + 1, trace.length)];
  useLayoutEffect(() => {
    const entry = list.current?.querySelector<HTMLElement>('[aria-current]');
    // Where there is little room the whole inspector scrolls instead of its pane.
    const boxes = ['.pane', '.inspector'].map((box) => list.current?.closest<HTMLElement>(box));
    const pane = boxes.find((box) => box && box.scrollHeight > box.clientHeight + 1);
    if (!entry || !pane) return;
    const [{ top, bottom }, box] = [entry.getBoundingClientRect(), pane.getBoundingClientRect()];
    if (top < box.top || bottom > box.bottom) pane.scrollTop += top - box.top - box.height / 3;
  }, [item?.seq]);
  const choose = (event: TraceEvent): void => {
    const seq = panel.linking.itemOf(event.seq);
    if (seq !== null) steering.select(seq);
  };
  return (
    <>
      {from > 0 && <More words={t('{0} earlier events', from)} onClick={() => setMore(more * 4)} />}
      <ol class="log" ref={list} aria-label={t('Recorded events')}>
        {trace.slice(from, to).map((event) => (
          <li key={event.seq}>
            <button
              type="button"
              class="log-entry"
              data-testid="log-entry"
              data-quiet={EVENT_KINDS[event.kind].quiet ? '' : undefined}
              aria-current={own.has(event.seq) ? 'true' : undefined}
              title={t(EVENT_KINDS[event.kind].means)}
              onClick={() => choose(event)}
            >
              <span class="log-seq">{event.seq}</span>
              <span class="log-time">{clockWords(event.at).split(' ').at(-1)}</span>
              <span class="log-kind">{event.kind}</span>
              <span class="log-actor" dir="auto">
                {panel.nameOf(event.actor)}
              </span>
            </button>
          </li>
        ))}
      </ol>
      {to < trace.length && <More words={t('{0} later events', trace.length - to)} onClick={() => setMore(more * 4)} />}
    </>
  );
}

function More({ words, onClick }: { words: string; onClick: () => void }): JSX.Element {
  return (
    <button type="button" class="small-action log-more" onClick={onClick}>
      {words}
    </button>
  );
}
