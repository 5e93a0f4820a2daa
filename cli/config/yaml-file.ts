import { isUtf8 } from 'node:buffer'
import { basename } from 'node:path'
import { type Document, isMap, isScalar, LineCounter, type Node, parseDocument, visit } from 'yaml'
import type { MailtlsError } from '../../harness/errors.ts'
import { shorten } from '../../harness/shorten.ts'
import { readBytes, textOf } from '../read-file.ts'
import { usage } from '../../harness/usage.ts'

type Path = readonly PropertyKey[]

/** A YAML file that can tell where a value or a key stands. */
export interface YamlFile {
  value: unknown
  /** an error about what stands at a path: `mailtls.yaml:3:5: …`; with `key`, about that key of the map there */
  error: (path: Path, message: string, key?: string) => MailtlsError
  /** where that stands: `mailtls.yaml:3:5` */
  at: (path: Path) => string
}

/** Reads a YAML file that the user named; `what` reads "a configuration for --config". Throws `usage`. */
export function readYaml(file: string, what: string): YamlFile {
  const bytes = readBytes(file, what)
  const text = textOf(bytes)
  if (isUtf8(bytes)) return parseYaml(text, file)
  throw usage(`${placeIn(file, text, text.indexOf('\uFFFD'))}: expected text in UTF-8, found a byte that is none`)
}

/** Parses YAML. Throws `usage`, with line and column, where it is none. */
function parseYaml(text: string, file: string): YamlFile {
  const lineCounter = new LineCounter()
  const document = parseDocument(text, { lineCounter, prettyErrors: false, logLevel: 'error' })
  const at = (offset = 0) => {
    const { line, col } = lineCounter.linePos(offset)
    return `${basename(file)}:${Math.max(1, line)}:${Math.max(1, col)}`
  }
  const [broken] = document.errors
  if (broken) throw usage(`${at(broken.pos[0])}: expected YAML: ${shortly(broken.code, broken.message)}`)
  visit(document, {
    Pair(_index, { key }) {
      // a schema of any keys passes over it in silence
      if (isScalar(key) && key.value === '__proto__') throw usage(`${at(key.range?.[0])}: unknown key "__proto__"`)
    },
  })
  const nodeAt = (path: Path): Node | undefined => {
    for (let length = path.length; length >= 0; length--) {
      const node = document.getIn(path.slice(0, length), true) as Node | undefined
      if (node?.range) return node
    }
    return undefined
  }
  return {
    value: valueOf(document, at),
    error(path, message, key) {
      const node = nodeAt(path)
      const pair = isMap(node) ? node.items.find((item) => isScalar(item.key) && item.key.value === key) : undefined
      const place = isScalar(pair?.key) ? pair.key : node
      return usage(`${at(place?.range?.[0])}: ${message}`)
    },
    at: (path) => at(nodeAt(path)?.range?.[0]),
  }
}

/** Anchors are followed, as far as that leads anywhere and does not blow the file up. */
function valueOf(document: Document.Parsed, at: () => string): unknown {
  try {
    return document.toJS()
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw usage(`${at()}: expected YAML that can be unfolded: ${why}`, { cause })
  }
}

function shortly(code: string, message: string): string {
  if (code === 'MULTIPLE_DOCS') return 'one document, and a second one begins here'
  if (message.includes('call stack')) return 'this is nested too deeply'
  return shorten(message.split('\n')[0]!, 200)
}

function placeIn(file: string, text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n')
  return `${basename(file)}:${before.length}:${before.at(-1)!.length + 1}`
}
