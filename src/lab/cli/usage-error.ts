/** A word on the command line that is wrong, with one line that says so and what would be right. */
export class UsageError extends Error {}
