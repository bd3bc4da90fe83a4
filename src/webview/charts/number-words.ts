import { figures } from '../host/words';

/** A number to be read: three digits where it is small, whole where it is large. */
export function numberWords(value: number): string {
  const digits = Number.isInteger(value) || Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return figures.decimal(value, digits);
}
