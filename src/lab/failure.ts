import type { LabFailureCode } from '../model/lab-protocol';

/** Something that the lab could not do, with a stable code and a sentence for a person. One factory per condition. */
export class LabFailure extends Error {
  private constructor(
    readonly code: LabFailureCode,
    message: string,
    /** A fatal failure ends the run. */
    readonly fatal: boolean,
  ) {
    super(message);
    this.name = 'LabFailure';
  }

  static unknownScenario(id: string, known: readonly string[]): LabFailure {
    return new LabFailure('unknown-scenario', `There is no scenario "${id}". There are: ${known.join(', ')}.`, true);
  }

  static unknownFault(id: string, known: readonly string[]): LabFailure {
    return new LabFailure('unknown-fault', `There is no failure "${id}". There are: ${known.join(', ')}.`, false);
  }

  static faultUnavailable(title: string, why: string): LabFailure {
    return new LabFailure('fault-unavailable', `"${title}" cannot happen now: ${why}`, false);
  }

  /** It had begun to strike, and could not finish: the run goes on as it stands. */
  static faultBroke(title: string, error: unknown): LabFailure {
    const why = error instanceof Error ? error.message : String(error);
    return new LabFailure('fault-broke', `"${title}" could not do all that it does: ${why}`, false);
  }

  static addressUnavailable(message: string): LabFailure {
    return new LabFailure('address-unavailable', message, true);
  }

  static nodeDidNotStart(node: string, why: string): LabFailure {
    return new LabFailure('node-did-not-start', `The server process "${node}" did not start: ${why}`, true);
  }

  /** The learner's own program. @param sentence what is wrong with it, and where */
  static editedCodeUnusable(sentence: string): LabFailure {
    return new LabFailure('edited-code-unusable', sentence, true);
  }

  static redisMissing(): LabFailure {
    const why =
      process.platform === 'win32'
        ? 'Redis does not run on Windows: choose another store, or run Auth Lab in WSL.'
        : 'No redis-server was found on the PATH: install Redis 6 or later ("apt-get install redis-server", "brew install redis"), or choose another store.';
    return new LabFailure('redis-missing', why, true);
  }

  /** A Redis of the user's own. @param sentence why, without a word of its address */
  static redisUnusable(sentence: string): LabFailure {
    return new LabFailure('redis-unusable', sentence, true);
  }

  static storeDidNotStart(why: string): LabFailure {
    return new LabFailure('store-did-not-start', `The session store did not start: ${why}`, true);
  }

  static scenarioBroke(act: string, error: unknown): LabFailure {
    const why = error instanceof Error ? error.message : String(error);
    return new LabFailure('scenario-broke', `The scenario broke off at "${act}": ${why}`, true);
  }

  static badCommand(why: string): LabFailure {
    return new LabFailure('bad-command', why, false);
  }
}
