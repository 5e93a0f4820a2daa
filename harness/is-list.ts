/** Array.isArray, which tells readonly lists from other objects, too. */
export function isList<T>(value: readonly T[] | object): value is readonly T[] {
  return Array.isArray(value)
}
