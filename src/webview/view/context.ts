import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Drafting } from '../diagram/drafting';
import type { FaultDesk } from '../panel/fault-desk';
import type { Panel } from '../panel/panel';
import type { Steering } from '../panel/steering';

/** What every part of the view may use. */
export interface Desk {
  readonly panel: Panel;
  readonly steering: Steering;
  readonly drafting: Drafting;
  /** What can go wrong here; null where a run is only looked at, as when branches are compared. */
  readonly faults: FaultDesk | null;
  /** Which of several diagrams this is, in words; null for the only one. */
  readonly side: string | null;
}

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('A part of the view stands outside of DeskContext.');
  return desk;
}

/** The same where things can go wrong: everywhere but in a comparison. */
export function useFaultDesk(): FaultDesk {
  const { faults } = useDesk();
  if (!faults) throw new Error('Nothing can go wrong here.');
  return faults;
}
