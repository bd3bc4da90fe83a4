import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { StoreModel } from './model';

export const ModelContext = createContext<StoreModel | null>(null);

/** The model of this page. @throws outside of the composition root's tree, which is a mistake of ours */
export function useModel(): StoreModel {
  const model = useContext(ModelContext);
  if (!model) throw new Error('There is no store model here.');
  return model;
}
