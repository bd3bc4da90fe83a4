import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** An editor that shows the extension under test and nothing else: no welcome, no tips, no network, no assistant. */
const QUIET = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'npm.autoDetect': 'off',
};

/**
 * Writes the user's settings, before VS Code starts.
 *
 * @param {string} userDataDirectory
 * @param {Record<string, unknown>} [settings] beside, and before, the quiet ones
 */
export async function writeSettings(userDataDirectory, settings = {}) {
  const folder = join(userDataDirectory, 'User');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'settings.json'), JSON.stringify({ ...QUIET, ...settings }, undefined, 2));
}
