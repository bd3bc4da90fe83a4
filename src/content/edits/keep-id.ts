import type { CodeEdit } from '../../model/code-edit';

/** What session fixation needs: a login under the id that was there before. */
export const keepId: CodeEdit = {
  id: 'keep-id',
  app: 'stateful',
  title: 'Log in without a new id',
  from: `    await regenerate(req);
    req.session.user = {`,
  to: '    req.session.user = {',
};
