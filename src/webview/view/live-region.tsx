import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t, told } from '../host/words';
import { useDesk } from './context';

/** A run at full speed must not flood a screen reader: what is said is what still stands after this long, in ms. */
const SETTLING = 250;
/** Where each step is asked for, its words may come sooner. */
const SETTLING_BY_STEPS = 100;

/** Tells the selected message to those who can't see the diagram. */
export function LiveRegion(): JSX.Element {
  const { panel } = useDesk();
  const [words, setWords] = useState('');
  const seq = panel.explained.value.stop?.item.seq;
  const past = panel.inThePast.value;
  useEffect(() => {
    if (seq === undefined) return;
    const settling = panel.phase === 'running' ? SETTLING : SETTLING_BY_STEPS;
    const timer = setTimeout(() => {
      const number = panel.stops.peek().findIndex(({ item }) => item.seq === seq) + 1;
      const sentence = told(panel.narrator.sentence(panel.explained.peek().trace, seq));
      setWords(`${past ? `${t('In the past.')} ` : ''}${String(number)}. ${sentence}`);
    }, settling);
    return () => clearTimeout(timer);
  }, [seq, past]);
  return (
    <div class="sr-only" aria-live="polite" data-testid="live">
      {words}
    </div>
  );
}
