import type { Command } from './commands/ids';
import type { LabFailure } from '../process/lab-process';

/**
 * Something of ours that went wrong, as opposed to an authentication that failed: that is content and never pops up.
 */
export interface Problem {
  /** Stable; for tests and for the log. */
  readonly code: string;
  readonly tone: 'error' | 'warning';
  /** One sentence. Never a credential. */
  readonly sentence: string;
  /** The way out, beside the log. */
  readonly action?: { readonly title: string; readonly command: Command };
  /** For the log only. */
  readonly detail?: string;
}

const RESTART = { title: 'Restart Demo', command: 'restart' } as const;

/** What a learner reads for each way in which a lab can fail. A code that is missing here does not compile. */
const LAB_PROBLEMS: Readonly<Record<LabFailure['code'], (message: string) => Omit<Problem, 'code'>>> = {
  'unknown-scenario': (message) => ({ tone: 'error', sentence: message }),
  'unknown-fault': (message) => ({ tone: 'warning', sentence: message }),
  'fault-unavailable': (message) => ({ tone: 'warning', sentence: message }),
  'fault-broke': (message) => ({ tone: 'error', sentence: message }),
  'bad-command': (message) => ({ tone: 'warning', sentence: 'The lab did not understand a command.', detail: message }),
  'address-unavailable': (message) => ({ tone: 'error', sentence: message, action: RESTART }),
  'node-did-not-start': (message) => ({
    tone: 'error',
    sentence: 'The teaching server did not start.',
    action: RESTART,
    detail: message,
  }),
  'edited-code-unusable': (message) => ({
    tone: 'error',
    sentence: message,
    action: { title: 'Edit Server Code', command: 'editServerCode' },
  }),
  'redis-missing': (message) => ({ tone: 'error', sentence: message }),
  'redis-unusable': (message) => ({ tone: 'error', sentence: message }),
  'store-did-not-start': (message) => ({
    tone: 'error',
    sentence: 'The session store did not start.',
    action: RESTART,
    detail: message,
  }),
  'scenario-broke': (message) => ({
    tone: 'error',
    sentence: 'The demo broke off because of a mistake in Auth Lab.',
    action: RESTART,
    detail: message,
  }),
  'bad-report': (message) => ({
    tone: 'error',
    sentence: 'The demo broke off because the lab said something that makes no sense.',
    action: RESTART,
    detail: message,
  }),
  'fork-departed': (message) => ({ tone: 'warning', sentence: message }),
  'lab-died': (message) => ({
    tone: 'error',
    sentence: 'The lab process ended unexpectedly, and the demo with it.',
    action: RESTART,
    detail: message,
  }),
};

/** One factory per condition. */
export const problems = {
  lab: ({ code, message }: LabFailure): Problem => ({ code, ...LAB_PROBLEMS[code](message) }),

  unknownScenario: (id: string): Problem => ({
    code: 'unknown-scenario',
    tone: 'error',
    sentence: `There is no demo named "${id}".`,
  }),

  noSuchMessage: (): Problem => ({
    code: 'no-such-message',
    tone: 'warning',
    sentence: 'This run has no such message to run again to.',
  }),

  notRepeatable: (): Problem => ({
    code: 'not-repeatable',
    tone: 'warning',
    sentence:
      'This run is only shown here: what was done to it and when is not in it, so it cannot be played again. Start the demo, do it again, and run that one again.',
  }),

  /** What the learner asked for makes no sense; `sentence` says why. */
  badRequest: (sentence: string): Problem => ({ code: 'bad-request', tone: 'warning', sentence }),

  noToken: (): Problem => ({
    code: 'no-token',
    tone: 'warning',
    sentence: 'No JWT found there. A JWT has three parts with dots between them and begins with "eyJ".',
  }),

  /** `sentence` says why a run could not be played. */
  notPlayed: (sentence: string): Problem => ({ code: 'not-played', tone: 'error', sentence }),

  notExported: (sentence: string): Problem => ({ code: 'not-exported', tone: 'error', sentence }),

  /** `sentence` says what is wrong with the file. */
  notImported: (sentence: string): Problem => ({ code: 'not-imported', tone: 'warning', sentence }),

  noServerCode: (file: string, detail: string): Problem => ({
    code: 'no-server-code',
    tone: 'error',
    sentence: `The server code "${file}" could not be opened.`,
    detail,
  }),

  commandBroke: (command: string, error: unknown): Problem => ({
    code: 'command-broke',
    tone: 'error',
    sentence: 'The command failed because of a mistake in Auth Lab.',
    detail: `${command}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  }),
} as const;
