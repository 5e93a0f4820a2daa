import { z } from 'zod'
import { type Mode, modes, signs } from '../../harness/client.ts'
import { harms, type SetUp, setUps } from '../../harness/subject.ts'

const otherSetUps = Object.keys(setUps).filter((name) => name !== 'default') as Exclude<SetUp, 'default'>[]
const text = z.string().min(1)
const url = text.describe('a URL such as submission://mail.example.org:587')
const certificate = z.strictObject({ cert: text, key: text })
const harm = z.enum([...harms, 'all'])

const mode = z.enum(Object.keys(modes) as [Mode, ...Mode[]])
/** a command for each mode, or one for all of them */
const commands = z.union([text, z.strictObject(optionally(Object.keys(modes) as Mode[], text))])

/** The commands that start a client, and how its output is read. */
const client = z.strictObject({
  name: text.optional(),
  role: z.enum(['mua', 'smtp-client']).optional(),
  /** what a command serves that is given for all modes */
  modes: z.array(mode).min(1).optional(),
  submit: commands.optional(),
  fetch: z.strictObject({ imap: commands.optional(), pop3: commands.optional() }).optional(),
  'set-up': text.optional(),
  connect: text.optional(),
  require: text.optional(),
  unpin: text.optional(),
  /** regular expressions */
  patterns: z.strictObject(optionally(Object.keys(signs) as (keyof typeof signs)[], text)).optional(),
  maximumLaunches: z.int().min(1, 'expected a whole number from 1').optional(),
})

function optionally<Key extends string, Value extends z.ZodType>(keys: readonly Key[], value: Value) {
  return Object.fromEntries(keys.map((key) => [key, value.optional()])) as Record<Key, z.ZodOptional<Value>>
}

/** mailtls.yaml: a server that runs already, and what may be done to it; or a client and the commands that start it. */
export const configSchema = z.strictObject({
  endpoints: z.array(url).min(1).optional(),
  /** where an endpoint, found by its protocol, is in another set-up */
  setUps: z.strictObject(Object.fromEntries(otherSetUps.map((name) => [name, z.array(url).optional()]))).optional(),
  accounts: z
    .array(z.strictObject({ user: text, 'password-env': text }))
    .max(1, 'expected one account')
    .optional(),
  /** certificates in PEM that the server is verified against */
  trust: text.optional(),
  serverName: text.optional(),
  /** the mail domain whose operator is judged, and the resolver that is vouched for */
  domain: text.optional(),
  resolver: text.optional(),
  /** plays the operator without a domain: what the endpoints show of one */
  operator: z.literal(true).optional(),
  /** an address of the server's own that takes mail */
  mailbox: text.optional(),
  allow: z.union([harm.transform((kind) => [kind]), z.array(harm)]).optional(),
  /** the vendor's answers, by requirement */
  declared: z.record(z.string(), z.strictObject({ answer: z.enum(['yes', 'no']), source: text })).optional(),
  client: client.optional(),
  clientCertificates: z.strictObject({ accepted: certificate, foreign: certificate.optional() }).optional(),
})

export type ConfigFile = z.output<typeof configSchema>

/** Keys of CONTRACT.md that are still to come. */
export const laterKeys: readonly string[] = ['claims', 'waivers']
