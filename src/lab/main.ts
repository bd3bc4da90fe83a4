import { parseWith } from '../model/parse';
import { labCommand, type LabCommand, type LabReport } from '../model/lab-protocol';
import { LabFailure } from './failure';
import { Lab } from './lab';

/**
 * The lab process. It is forked, takes commands over its channel, plays one run, and ends with whoever forked it.
 */
function main(): void {
  if (!process.send) {
    process.stderr.write('The lab is started by Auth Lab: run "npm run lab -- run stateful".\n');
    process.exit(2);
  }
  const report = (message: LabReport): void => {
    if (process.connected) process.send?.(message);
  };
  let lab: Lab | null = null;

  const leave = async (): Promise<never> => {
    await lab?.dispose();
    process.exit(0);
  };
  process.on('disconnect', () => void leave());
  process.on('SIGTERM', () => void leave());
  // Ctrl+C reaches the whole group. Whoever forked the lab ends it, and gets its last reports.
  process.on('SIGINT', () => undefined);
  process.on('uncaughtException', (error) => {
    report({ type: 'log', level: 'error', text: error.stack ?? error.message });
    report({
      type: 'failed',
      code: 'lab-died',
      message: 'The lab stopped because of an error in itself.',
      fatal: true,
    });
    void leave();
  });

  process.on('message', (input: unknown) => {
    const parsed = parseWith(labCommand, input, 'A command to the lab');
    if (!parsed.ok) {
      report({ type: 'failed', code: 'bad-command', message: parsed.error, fatal: false });
      return;
    }
    const command = parsed.value;
    if (command.type === 'start') {
      if (lab) report({ type: 'failed', code: 'bad-command', message: 'This lab already plays a run.', fatal: false });
      else lab = start(command, report);
      return;
    }
    if (command.type === 'stop') {
      lab?.end();
      void leave();
      return;
    }
    if (!lab) {
      report({ type: 'failed', code: 'bad-command', message: 'No run has been started yet.', fatal: false });
      return;
    }
    obey(lab, command);
  });

  report({ type: 'ready' });
}

function start(command: Extract<LabCommand, { type: 'start' }>, report: (message: LabReport) => void): Lab | null {
  const failed = (error: unknown): void => {
    const { code, message, fatal } = error instanceof LabFailure ? error : LabFailure.scenarioBroke('the start', error);
    report({ type: 'failed', code, message, fatal });
  };
  try {
    const lab = new Lab(command, {
      appended: (event) => report({ type: 'appended', from: event.seq, events: [event] }),
      changed: (state) => report({ type: 'state', state }),
      intervened: (placed) => report({ type: 'intervened', placed }),
      arrived: (reached) => report({ type: 'arrived', reached }),
      failed,
      log: (level, text) => report({ type: 'log', level, text }),
    });
    void lab.play().catch(async (error: unknown) => {
      failed(error);
      await lab.dispose();
    });
    return lab;
  } catch (error) {
    failed(error);
    return null;
  }
}

function obey(lab: Lab, command: Exclude<LabCommand, { type: 'start' | 'stop' }>): void {
  switch (command.type) {
    case 'step':
      return lab.step();
    case 'run':
      return lab.run();
    case 'runTo':
      return lab.runTo(command.target, command.hurry);
    case 'breakpoints':
      return lab.setBreakpoints(command.breakpoints);
    case 'pause':
      return lab.pause();
    case 'pace':
      return lab.setPace(command.pace);
    case 'intervene':
      return void lab.intervene(command.what);
    default:
      command satisfies never;
  }
}

main();
