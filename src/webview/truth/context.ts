import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { TruthModel } from './truth-model';

export const TruthContext = createContext<TruthModel | null>(null);

/** The model of this page. @throws outside of the composition root's tree, which is a mistake of ours */
export function useTruth(): TruthModel {
  const model = useContext(TruthContext);
  if (!model) throw new Error('There is no truth table here.');
  return model;
}
