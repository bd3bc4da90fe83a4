import type { JSX } from 'preact';
import { useDesk } from './context';

/** Most messages that are marked at once: a thing that occurs in more is everywhere. */
const MOST = 300;

/**
 * Marks the messages in which the picked cookie, token or row occurs. By rules rather than by attributes: picking
 * something draws nothing anew, however long the diagram is.
 */
export function LinkedMarks(): JSX.Element | null {
  const { panel, side } = useDesk();
  const { linking, folding } = panel;
  if (side !== null || !linking.thing.value) return null;
  const seqs = [...new Set(linking.story.value.slice(-MOST).map((seq) => folding.visible(seq)))];
  if (seqs.length === 0) return null;
  const selectors = seqs.map((seq) => `.press[data-seq="${String(seq)}"] .text`).join(',');
  return <style>{`${selectors}{outline:2px solid var(--accent);outline-offset:0}`}</style>;
}
