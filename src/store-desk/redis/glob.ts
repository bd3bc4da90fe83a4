/** A pattern for SCAN that fits exactly the keys with this prefix; Redis knows *, ?, [ and \ in patterns. */
export function globFor(prefix: string): string {
  return `${prefix.replace(/[\\*?[\]]/g, (each) => `\\${each}`)}*`;
}
