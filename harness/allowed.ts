import { type Harm, harms } from './subject.ts'
import { oneOf } from './usage.ts'

/** The kinds of harm that were allowed. `where` says which option or key named them. */
export function allowedHarms(names: readonly string[], where = 'for --allow'): readonly Harm[] {
  const kinds = names.map((name) => oneOf(`a kind of harm ${where}`, name, [...harms, 'all']))
  return kinds.includes('all') ? harms : harms.filter((harm) => kinds.includes(harm))
}
