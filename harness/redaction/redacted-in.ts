/** A value of plain data with all its texts redacted, and its lists of texts as if they were lines; keys stay. */
export function redactedIn<T>(value: T, redact: (text: string) => string): T {
  if (typeof value === 'string') return redact(value) as T
  if (isLines(value)) return redact(value.join('\n')).split('\n') as T
  if (Array.isArray(value)) return value.map((each: unknown) => redactedIn(each, redact)) as T
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, redactedIn<unknown>(each, redact)])) as T
}

/** A secret may be cut in pieces over lines. */
function isLines(value: unknown): value is string[] {
  return (
    Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === 'string' && !/[\r\n]/.test(each))
  )
}
