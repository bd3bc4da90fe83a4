import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Drafting } from '../diagram/drafting';
import type { Panel } from '../panel/panel';
import type { Steering } from '../panel/steering';

/** What every part of the view may use. */
export interface Desk {
  readonly panel: Panel;
  readonly steering: Steering;
  readonly drafting: Drafting;
}

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('A part of the view stands outside of DeskContext.');
  return desk;
}
