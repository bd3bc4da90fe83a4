// An extension of its own, so that Auth Lab itself is not activated by an editor's start.
const { commands } = require('vscode');

exports.activate = () => {
  void commands.executeCommand('authLab.startStateful');
};
