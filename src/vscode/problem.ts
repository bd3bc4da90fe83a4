import type { LabFailureCode } from '../model/lab-protocol';
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
const LAB_PROBLEMS: Readonly<Record<LabFailureCode, (message: string) => Omit<Problem, 'code'>>> = {
  'unknown-scenario': (message) => ({ tone: 'error', sentence: message }),
  'unknown-fault': (message) => ({ tone: 'warning', sentence: message }),
  'fault-unavailable': (message) => ({ tone: 'warning', sentence: message }),
  'bad-command': (message) => ({ tone: 'warning', sentence: 'The lab did not understand a command.', detail: message }),
  'address-unavailable': (message) => ({ tone: 'error', sentence: message, action: RESTART }),
  'node-did-not-start': (message) => ({
    tone: 'error',
    sentence: 'The teaching server did not start.',
    action: RESTART,
    detail: message,
  }),
  'redis-missing': (message) => ({ tone: 'error', sentence: message }),
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

  noToken: (): Problem => ({
    code: 'no-token',
    tone: 'warning',
    sentence: 'No JWT found there. A JWT has three parts with dots between them and begins with "eyJ".',
  }),

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
