import { z } from 'zod'
import { harms, protocols, type SetUp, setUps } from '../../harness/subject.ts'
import { claimsSchema, declaredSchema } from './answer-schema.ts'
import { clientSchema } from './client-schema.ts'
import { waiversSchema } from './waiver-schema.ts'

const otherSetUps = Object.keys(setUps).filter((name) => name !== 'default') as Exclude<SetUp, 'default'>[]
const text = z.string().min(1)
const url = text.describe(`PROTOCOL://HOST[:PORT], where the protocol is ${Object.keys(protocols).join(', ')}`)
const certificate = z.strictObject({
  cert: text.describe('a file in PEM'),
  key: text.describe('a file in PEM, without a passphrase'),
})
const harm = z.enum([...harms, 'all'])

const inSetUps = Object.fromEntries(
  otherSetUps.map((name) => [name, z.array(url).describe(setUps[name]).optional()] as const),
)

/** mailtls.yaml: a server that runs already, and what may be done to it; or a client and the commands that start it. */
export const configSchema = z.strictObject({
  endpoints: z.array(url).min(1).describe('the URLs of one running server, in its default set-up').optional(),
  setUps: z
    .strictObject(inSetUps)
    .describe('where an endpoint, found by its protocol, is in another set-up: some clauses bind only there')
    .optional(),
  accounts: z
    .array(
      z.strictObject({
        user: text.describe('the name to log in with'),
        'password-env': text.describe('the environment variable that holds the password'),
      }),
    )
    .max(1, 'expected one account')
    .describe('the account to log in with: one')
    .optional(),
  trust: text
    .describe('a file of certificates in PEM that the server is verified against; default: those of Node')
    .optional(),
  serverName: text.describe('the host name to ask for in TLS (SNI), and to find in the certificate').optional(),
  domain: text.describe('the mail domain whose operator is judged by its DNS').optional(),
  resolver: text
    .describe('the DNS resolver to ask, as ADDR[:PORT]; you vouch that it validates DNSSEC. Default: the system’s')
    .optional(),
  operator: z
    .literal(true)
    .describe('judges the operator without a domain, too: by what the endpoints show')
    .optional(),
  mailbox: text.describe('an address of the server’s own that takes our test mail').optional(),
  allow: z
    .union([harm.transform((kind) => [kind]), z.array(harm)])
    .describe('what could hurt a real system, and may be done to this one')
    .optional(),
  claims: claimsSchema
    .describe('what the software is said to do (PICS): what the wire contradicts is a failure, whatever the level')
    .optional(),
  declared: declaredSchema
    .describe('answers to what only the vendor can tell; where the wire decides all the same they are held against it')
    .optional(),
  waivers: waiversSchema.describe('failures that are known, each with a reason').optional(),
  client: clientSchema.describe('the client under test, in the place of a server').optional(),
  clientCertificates: z
    .strictObject({
      accepted: certificate.describe('one that the server maps to the account'),
      foreign: certificate.describe('one that it must not accept; default: one of ours').optional(),
    })
    .describe('client certificates to log in with')
    .optional(),
})

export type ConfigFile = z.output<typeof configSchema>
