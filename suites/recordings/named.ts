import type { Change } from '../../servers/bugs/bug.ts'
import { bugs } from '../../servers/bugs/catalogue.ts'
import { variants } from '../../servers/variants/catalogue.ts'

/** The bug or variant of this name. */
export function named(name: string): Change {
  const change = [...variants, ...bugs].find((each) => each.name === name)
  if (!change) throw new Error(`expected the name of a bug or a variant, found "${name}"`)
  return change
}
