import { basename } from 'node:path'
import { isMap, isScalar, LineCounter, type Node, parseDocument } from 'yaml'
import type { MailtlsError } from '../../harness/errors.ts'
import { usage } from '../usage.ts'

type Path = readonly PropertyKey[]

/** A YAML file that can tell on which line a value or a key stands. */
export interface YamlFile {
  value: unknown
  /** an error about what stands at a path: `mailtls.yaml:3: …`; with `key`, about that key of the map there */
  error: (path: Path, message: string, key?: string) => MailtlsError
}

/** Parses YAML. Throws `usage`, with the line, where it is none. */
export function parseYaml(text: string, file: string): YamlFile {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const at = (offset: number | undefined) => `${basename(file)}:${lines.linePos(offset ?? 0).line}`
  const [broken] = document.errors
  if (broken) throw usage(`${at(broken.pos[0])}: expected YAML: ${broken.message.split('\n')[0]}`)
  const nodeAt = (path: Path): Node | undefined => {
    for (let length = path.length; length >= 0; length--) {
      const node = document.getIn(path.slice(0, length), true) as Node | undefined
      if (node?.range) return node
    }
    return undefined
  }
  return {
    value: document.toJS(),
    error(path, message, key) {
      const node = nodeAt(path)
      const pair = isMap(node) ? node.items.find((item) => isScalar(item.key) && item.key.value === key) : undefined
      const place = isScalar(pair?.key) ? pair.key : node
      return usage(`${at(place?.range?.[0])}: ${message}`)
    },
  }
}
