import { suggestion, usage } from '../usage.ts'
import { splitWords } from './shell-words.ts'

const placeholders = ['setup', 'port', 'cert', 'key', 'ca'] as const
type Placeholder = (typeof placeholders)[number]

/** A command line with placeholders, split into words. */
export interface CommandTemplate {
  text: string
  /** whether it can be told the set-up that it is to start in */
  hasSetUp: boolean
  expand: (values: Record<Placeholder, string>) => { file: string; arguments: string[] }
}

/** Reads a server command. Values go in after the words are split, so that blanks in a path do no harm. */
export function readTemplate(text: string): CommandTemplate {
  const words = splitWords(text)
  const used = [...text.matchAll(/\{([\w-]+)\}/g)].map(([, name]) => name!)
  for (const name of used) {
    if (placeholders.some((known) => known === name)) continue
    throw usage(`expected a placeholder of --server-command, found {${name}}${suggestion(name, placeholders)}`)
  }
  if (words.length === 0) throw usage('expected a command for --server-command, found nothing')
  if (!used.includes('port'))
    throw usage('expected {port} in --server-command: the server has to be told where to listen')
  return {
    text,
    hasSetUp: used.includes('setup'),
    expand(values) {
      const [file = '', ...rest] = words.map((word) =>
        word.replace(/\{([\w-]+)\}/g, (_all, name: Placeholder) => values[name]),
      )
      return { file, arguments: rest }
    },
  }
}
