/* global require, exports */
const vscode = require('vscode');

exports.activate = (context) => {
  context.subscriptions.push(
    vscode.commands.registerCommand('authLabBench.openEmptyPanel', () => {
      const panel = vscode.window.createWebviewPanel('authLabBench.emptyPanel', 'Empty', vscode.ViewColumn.Active);
      panel.webview.html = '<!DOCTYPE html><html lang="en"><title>Empty</title><p data-testid="empty">Empty</p></html>';
    }),
  );
};
