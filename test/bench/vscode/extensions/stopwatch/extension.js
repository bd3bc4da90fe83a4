/* global require, exports */
// Sits in the extension host and takes orders, one JSON line each, over the socket that AUTH_LAB_BENCH_STOPWATCH names:
// {"activate": [extension ids]} is answered by {"timings": [{"id", "ms", "loaded"}]}, {"run": command, "with": argument}
// by {} when that command of ours is done, and either by {"error": "…"} where it fails.
const { _cache: loadedModules } = require('node:module');
const { connect } = require('node:net');
const { createInterface } = require('node:readline');
const vscode = require('vscode');

/** Host and window are quiet when so many ticks in a row came on time, and the window answered each at once. */
const QUIET_TICKS = 20;
const TICK_MS = 10;
const LATE_MS = 3;
/** An answer of the window takes about half of it when nobody else wants anything. */
const ANSWER_MS = 8;
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

/** @param {{ activate?: string[], run?: string, with?: Record<string, unknown> }} order */
async function obey({ activate = [], run, with: argument }) {
  if (run !== undefined) {
    const { file, ...rest } = argument;
    await vscode.commands.executeCommand(run, file === undefined ? rest : { ...rest, file: vscode.Uri.file(file) });
    return {};
  }
  const timings = [];
  for (const id of activate) {
    await quiet();
    timings.push(await time(id));
  }
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

/**
 * Waits until the start of host and window is over, and what the last activation set going: activating asks the window,
 * so work of either would be counted for whoever comes next.
 */
async function quiet() {
  const deadline = performance.now() + PATIENCE_MS;
  for (let ticks = 0; ticks < QUIET_TICKS && performance.now() < deadline;) {
    const started = performance.now();
    await new Promise((resolve) => setTimeout(resolve, TICK_MS));
    const asked = performance.now();
    await vscode.commands.executeCommand('setContext', 'authLabBench.asked', true);
    const onTime = asked - started < TICK_MS + LATE_MS && performance.now() - asked < ANSWER_MS;
    ticks = onTime ? ticks + 1 : 0;
  }
}
