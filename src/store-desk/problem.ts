import type { DeskFailureCode } from '../model/desk-protocol';

/** Something that a store did not let us do: a stable code and a sentence for a person, with no credential in it. */
export class DeskProblem extends Error {
  override readonly name = 'DeskProblem';

  private constructor(
    readonly code: DeskFailureCode,
    sentence: string,
  ) {
    super(sentence);
  }

  static missing(sentence: string): DeskProblem {
    return new DeskProblem('store-missing', sentence);
  }

  static locked(): DeskProblem {
    return new DeskProblem(
      'store-locked',
      'Another process has locked this file. Its rows can be read when that process is done writing.',
    );
  }

  static corrupt(sentence: string): DeskProblem {
    return new DeskProblem('store-corrupt', sentence);
  }

  static foreign(sentence: string): DeskProblem {
    return new DeskProblem('store-foreign', sentence);
  }

  static forbidden(sentence: string): DeskProblem {
    return new DeskProblem('store-forbidden', sentence);
  }

  static gone(sentence: string): DeskProblem {
    return new DeskProblem('store-gone', sentence);
  }

  static unusable(sentence: string): DeskProblem {
    return new DeskProblem('store-unusable', sentence);
  }
}
