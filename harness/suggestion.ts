import { closest, distance } from 'fastest-levenshtein'

/** The known name that was probably meant; undefined where none is near. */
export function nearest(text: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined
  const lower = text.toLowerCase()
  const byLower = new Map(known.map((name) => [name.toLowerCase(), name]))
  const best = closest(lower, [...byLower.keys()])
  const contained = known.filter((name) => lower.length > 2 && name.toLowerCase().includes(lower))
  if (contained.length === 1) return contained[0]
  // longer names hold more typos; what differs in more than that was not meant
  return distance(lower, best) <= Math.max(1, best.length * 0.4) ? byLower.get(best) : undefined
}

/** The end of a message about a name that is not known: the nearest one, or all where these are few. */
export function suggestion(text: string, known: readonly string[]): string {
  const near = nearest(text, known)
  if (near) return `: did you mean ${near}?`
  return known.length > 0 && known.length <= 12 ? `: there are ${known.join(', ')}` : ''
}
