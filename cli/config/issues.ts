import { z } from 'zod'
import type { MailtlsError } from '../../harness/errors.ts'
import { suggestion } from '../../harness/suggestion.ts'
import type { YamlFile } from './yaml-file.ts'

/** What a file holds, as its schema has it. Throws `usage` with the place of what is wrong, and the nearest valid key. */
export function validated<Schema extends z.ZodType>(schema: Schema, yaml: YamlFile): z.output<Schema> {
  const parsed = schema.safeParse(yaml.value)
  if (parsed.success) return parsed.data
  const { issues } = parsed.error
  // a wrong key explains why the right one is missing
  throw issueError(schema, yaml, issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0]!)
}

function issueError(schema: z.ZodType, yaml: YamlFile, found: z.core.$ZodIssue): MailtlsError {
  const issue = withinMap(found)
  if (issue.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys
    return yaml.error(issue.path, unknownKey(key, issue.path, schemaAt(schema, issue.path)), key)
  }
  if (issue.path.length === 0) return yaml.error([], topExpectation(schema, yaml.value, issue))
  return yaml.error(issue.path, `${issue.path.join('.')}: ${expectation(issue)}`)
}

function unknownKey(key: string, path: readonly PropertyKey[], schema: unknown): string {
  // what the keys of a record may be, its schema tells best
  const told = schema instanceof z.ZodRecord ? schema.keyType['~standard'].validate(key) : undefined
  if (told && 'issues' in told && told.issues) return told.issues[0]!.message
  const where = path.length > 0 ? ` under ${path.join('.')}` : ''
  return `unknown key "${key}"${where}${suggestion(key, keysOf(schema))}`
}

/** What is wrong inside a map, where something else than a map would do, too. */
function withinMap(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  const inner = issue.code === 'invalid_union' ? issue.errors.map(([first]) => first) : []
  const deeper = inner.find((each) => typeof each?.path[0] === 'string')
  return deeper ? { ...deeper, path: [...issue.path, ...deeper.path] } : issue
}

function topExpectation(schema: z.ZodType, value: unknown, issue: z.core.$ZodIssue): string {
  if (issue.code !== 'invalid_type' || issue.expected !== 'object') return expectation(issue)
  const found = value === null ? 'nothing' : Array.isArray(value) ? 'a list' : 'a single value'
  return `expected keys such as ${keysOf(schema).slice(0, 3).join(', ')}, found ${found}`
}

/** As YAML calls it. */
const names: Record<string, string> = {
  array: 'a list',
  object: 'a map',
  record: 'a map',
  string: 'text',
  null: 'nothing',
}

function expectation(issue: z.core.$ZodIssue): string {
  const [nested] = issue.code === 'invalid_union' ? issue.errors : []
  return (nested?.[0]?.message ?? issue.message)
    .replace(/^Invalid (input|option): /, '')
    .replace(', received undefined', ', found none')
    .replace(/^expected (array|object|record|string)\b/, (_, name: string) => `expected ${names[name]}`)
    .replace(/, received (\w+)/, (_, name: string) => `, found ${names[name] ?? `a ${name}`}`)
    .replace(/^Too small: expected string to have >=1 characters$/, 'expected text, found none')
    .replace(/^Too small: expected array to have >=1 items$/, 'expected at least one, found none')
}

function keysOf(schema: unknown): string[] {
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : []
}

/** The schema of what stands at a path. */
function schemaAt(top: z.ZodType, path: readonly PropertyKey[]): unknown {
  let schema = mapIn(top)
  for (const step of path) {
    if (schema instanceof z.ZodObject) schema = mapIn(schema.shape[step as string])
    else if (schema instanceof z.ZodArray) schema = mapIn(schema.element)
    else if (schema instanceof z.ZodRecord) schema = mapIn(schema.valueType)
  }
  return schema
}

/** The schema of the map that may stand there. */
function mapIn(schema: unknown): unknown {
  const inner: unknown = schema instanceof z.ZodOptional ? schema.unwrap() : schema
  return inner instanceof z.ZodUnion ? inner.options.find((each) => each instanceof z.ZodObject) : inner
}
