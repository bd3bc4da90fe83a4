/** A named argument of a command, as a keybinding or another extension may give it; anything may come. */
export function argument(args: readonly unknown[], name: string): unknown {
  const [first] = args;
  return typeof first === 'object' && first !== null ? (first as Record<string, unknown>)[name] : undefined;
}
