/* global require, exports */
// Sits in the extension host and takes orders, one JSON line each, over the socket that AUTH_LAB_BENCH_STOPWATCH names:
// {"activate": [extension ids]} is answered by {"timings": [{"id", "ms", "loaded"}]}, {"importRun": file} by {}, and
// either by {"error": "…"} where it fails.
const { _cache: loadedModules } = require('node:module');
const { connect } = require('node:net');
const { createInterface } = require('node:readline');
const vscode = require('vscode');

/** The host is quiet when so many ticks in a row came on time. */
const QUIET_TICKS = 20;
const TICK_MS = 10;
const LATE_MS = 3;
const PATIENCE_MS = 3000;

exports.activate = (context) => {
  const path = process.env.AUTH_LAB_BENCH_STOPWATCH;
  if (path === undefined) return;
  const socket = connect(path);
  context.subscriptions.push({ dispose: () => socket.destroy() });
  socket.on('error', () => undefined);
  createInterface({ input: socket }).on('line', async (line) => {
    try {
      socket.write(`${JSON.stringify(await obey(JSON.parse(line)))}\n`);
    } catch (error) {
      socket.write(`${JSON.stringify({ error: error.message })}\n`);
    }
  });
};

/** @param {{ activate?: string[], importRun?: string }} order */
async function obey({ activate = [], importRun }) {
  if (importRun !== undefined) {
    await vscode.commands.executeCommand('authLab.importRun', { file: vscode.Uri.file(importRun), replace: true });
    return {};
  }
  await quiet();
  const timings = [];
  for (const id of activate) timings.push(await time(id));
  return { timings };
}

/** @param {string} id */
async function time(id) {
  const extension = vscode.extensions.getExtension(id);
  if (extension === undefined) throw new Error(`VS Code does not know the extension ${id}.`);
  if (extension.isActive) throw new Error(`${id} was active before it was measured.`);
  const before = new Set(Object.keys(loadedModules));
  const started = performance.now();
  await extension.activate();
  const ms = performance.now() - started;
  return { id, ms, loaded: Object.keys(loadedModules).filter((path) => !before.has(path)) };
}

/** Waits until the start of the host is over: its own work would be counted for whoever comes first. */
async function quiet() {
  const deadline = performance.now() + PATIENCE_MS;
  for (let ticks = 0; ticks < QUIET_TICKS && performance.now() < deadline;) {
    const started = performance.now();
    await new Promise((resolve) => setTimeout(resolve, TICK_MS));
    ticks = performance.now() - started < TICK_MS + LATE_MS ? ticks + 1 : 0;
  }
}
