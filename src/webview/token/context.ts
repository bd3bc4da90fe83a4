import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { TokenModel } from './model';

export const ModelContext = createContext<TokenModel | null>(null);

/** The model of this page. @throws outside of the composition root's tree, which is a mistake of ours */
export function useModel(): TokenModel {
  const model = useContext(ModelContext);
  if (!model) throw new Error('There is no token model here.');
  return model;
}
