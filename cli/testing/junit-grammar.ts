import { XMLParser, XMLValidator } from 'fast-xml-parser'

interface Rule {
  attributes: readonly string[]
  /** those without which Jenkins reads nothing */
  required?: readonly string[]
  children?: readonly string[]
}

const counts = ['tests', 'failures', 'errors', 'time']
const told: Rule = { attributes: ['type', 'message'] }

/** JUnit XML as Jenkins's xUnit plugin and GitLab take it: the elements, and what may stand in them. */
const grammar: Record<string, Rule> = {
  testsuites: { attributes: ['name', ...counts], children: ['testsuite'] },
  testsuite: {
    attributes: ['name', ...counts, 'skipped', 'timestamp'],
    required: ['name', 'tests', 'failures', 'errors'],
    children: ['properties', 'testcase'],
  },
  properties: { attributes: [], children: ['property'] },
  property: { attributes: ['name', 'value'], required: ['name', 'value'] },
  testcase: {
    attributes: ['name', 'classname', 'time'],
    required: ['name', 'classname'],
    children: ['failure', 'error', 'skipped', 'system-out'],
  },
  failure: told,
  error: told,
  skipped: { attributes: ['message'] },
  'system-out': { attributes: [] },
}

export interface Element {
  name: string
  attributes: Record<string, string>
  children: Element[]
  text: string
}

type Parsed = Record<string, unknown> & { ':@'?: Record<string, string> }

/** Reads JUnit XML. Throws where it is not well-formed, or has something that the format does not know. */
export function parseJunit(xml: string): Element {
  const valid = XMLValidator.validate(xml)
  if (valid !== true) throw new Error(valid.err.msg)
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseTagValue: false,
    parseAttributeValue: false,
    trimValues: false,
    ignoreDeclaration: true,
    processEntities: { enabled: true, maxTotalExpansions: Infinity, maxExpandedLength: Infinity },
  })
  const roots = elements(parser.parse(xml) as Parsed[])
  if (roots.length !== 1 || roots[0]!.name !== 'testsuites') throw new Error('the root is not testsuites')
  check(roots[0]!)
  return roots[0]!
}

function elements(parsed: readonly Parsed[]): Element[] {
  return parsed.flatMap((node) => {
    const name = Object.keys(node).find((key) => key !== ':@')!
    if (name === '#text') return []
    const content = node[name] as Parsed[]
    const text = content.map((each) => (each['#text'] ?? '') as string).join('')
    return [{ name, attributes: node[':@'] ?? {}, children: elements(content), text }]
  })
}

function check({ name, attributes, children }: Element): void {
  const { attributes: known, required = [], children: may = [] } = grammar[name]!
  for (const key of Object.keys(attributes)) if (!known.includes(key)) throw new Error(`${name} has ${key}`)
  for (const key of required) if (!(key in attributes)) throw new Error(`${name} lacks ${key}`)
  for (const child of children) {
    if (!may.includes(child.name)) throw new Error(`${name} holds ${child.name}`)
    check(child)
  }
}

/** All elements of a name, at any depth. */
export function all(root: Element, name: string): Element[] {
  return [...(root.name === name ? [root] : []), ...root.children.flatMap((child) => all(child, name))]
}
