import * as vscode from 'vscode';
import { EDIT_SCHEME } from './schemes';

/** What comes next, above the header and the payload that are edited: the button in the title is easily missed. */
export function offerSigning(): vscode.Disposable {
  return vscode.languages.registerCodeLensProvider(
    // Not what they were before, which is shown beside them.
    [
      { scheme: EDIT_SCHEME, pattern: '/*/header.json' },
      { scheme: EDIT_SCHEME, pattern: '/*/payload.json' },
    ],
    {
      provideCodeLenses: () => [
        new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), {
          command: 'authLab.signToken',
          title: 'Sign Token…',
          tooltip: 'Sign this header and this payload with a key',
        }),
      ],
    },
  );
}
