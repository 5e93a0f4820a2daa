import type { Task } from './soak-one.ts'
import { type Kind, namesOf } from './subjects.ts'

/** How often each is certified, and how many times in a row by one thread. */
const usual: Record<Kind, { times: number; inARow: number }> = {
  reference: { times: 1000, inARow: 2 },
  client: { times: 1000, inARow: 2 },
  bugs: { times: 20, inARow: 20 },
  variants: { times: 5, inARow: 5 },
  servers: { times: 20, inARow: 5 },
  clients: { times: 5, inARow: 5 },
}

/** Everything that a soak does unless less is asked for; real clients only where they are. */
const usualKinds: readonly Kind[] = ['reference', 'client', 'bugs', 'variants', 'servers']

interface Wanted {
  kind?: Kind
  names?: readonly string[]
  seed: string
  times?: string
  /** only the one with this number */
  round?: string
}

/** What is to be done. Throws where a name is unknown. */
export function tasksOf({ kind, names, seed, times, round }: Wanted): Task[] {
  const tasks = (kind ? [kind] : usualKinds).flatMap((each) => {
    const { times: usually, inARow } = usual[each]
    const all = Array.from({ length: wholeNumber('--times', times ?? `${usually}`) }, (_, i) => i)
    const rounds = round === undefined ? all : [wholeNumber('--round', round)]
    return namesOf(each)
      .filter((name) => names?.includes(name) !== false)
      .flatMap((name) => inRows(rounds, inARow).map((row): Task => ({ kind: each, name, rounds: row, seed })))
  })
  const unknown = names?.find((name) => tasks.every((task) => task.name !== name))
  if (unknown !== undefined) throw new Error(`expected a name of ${kind ?? usualKinds.join(', ')}, found ${unknown}`)
  return tasks
}

/** Reads the number that an option has. Throws where it is none. */
export function wholeNumber(option: string, text: string): number {
  if (!/^\d+$/.test(text)) throw new Error(`expected a number for ${option}, found ${text}`)
  return Number(text)
}

function inRows(rounds: readonly number[], length: number): (readonly number[])[] {
  return Array.from({ length: Math.ceil(rounds.length / length) }, (_, i) => rounds.slice(i * length, (i + 1) * length))
}
