import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureNode } from './node.mjs';
import { npm } from './npm.mjs';
import { ensureTool } from './tool.mjs';

const VERSION = '4.139.1';
const INSIDE = ['node_modules', 'code-server', 'lib', 'vscode'];

/**
 * VS Code's own server and workbench, which the npm package code-server carries in itself. Its native modules are not
 * built: VS Code does without them.
 *
 * @returns {Promise<string>} the folder that holds `out/server-main.js`
 */
export async function ensureVSCodeServer() {
  const node = await ensureNode();
  const purpose = 'install the VS Code server';
  const directory = await ensureTool({
    name: 'vscode-server',
    version: `code-server@${VERSION}`,
    label: 'the VS Code server',
    async install(staging) {
      await writeFile(join(staging, 'package.json'), '{ "private": true }\n');
      await npm(['install', '--ignore-scripts', `code-server@${VERSION}`], { cwd: staging, node, purpose });
      await npm(['install', '--omit=dev', '--ignore-scripts'], { cwd: join(staging, ...INSIDE), node, purpose });
    },
  });
  return join(directory, ...INSIDE);
}
