import type { Parts } from '../parts';
import { startDemo } from './start-demo';

/** Runs the scenario of the moment from the top; after a reload, the one that ran last. */
export async function restartDemo(parts: Parts): Promise<void> {
  const { session, panel, settings, lastScenario, catalogue } = parts;
  // Whoever changed the server and restarts means the server as it is now.
  if (session.run?.edited) return runEdited(parts);
  if (session.run) {
    const started = session.restart({ hold: settings().startPaused });
    panel.reveal();
    await started;
    return;
  }
  const scenario = lastScenario() ?? catalogue.scenarios[0];
  if (scenario) await startDemo(parts, scenario.id);
}

async function runEdited(parts: Parts): Promise<void> {
  await (await import('./edit-server')).runEditedServer(parts);
}
