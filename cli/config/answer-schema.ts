import { z } from 'zod'
import { suggestion } from '../../harness/suggestion.ts'
import { isRequirementId, ledger, requirement, type Requirement } from '../../suites/ledger.ts'

type Kind = Requirement['disposition']['kind']

/**
 * The ids of the requirements of these kinds, as keys: an error says why another one cannot be there, or which was
 * meant.
 */
function requirementIds(kinds: readonly Kind[], why: Partial<Record<Kind, string>>) {
  const ids = ledger.filter(({ disposition }) => kinds.includes(disposition.kind)).map(({ id }) => id)
  return z.enum(ids, { error: ({ input }) => whyNot(String(input), ids, why) })
}

function whyNot(id: string, ids: readonly string[], why: Partial<Record<Kind, string>>): string {
  if (!isRequirementId(id)) return `expected a requirement, found "${id}"${suggestion(id, ids)}`
  const { disposition } = requirement(id)
  switch (disposition.kind) {
    case 'replaced-by':
      return `expected no answer to ${id}: it is replaced, answer ${disposition.by}`
    case 'same-as':
      return `expected no answer to ${id}: it takes the verdict of ${disposition.as.join(', ')}, answer that`
    case 'definition':
      return `expected no answer to ${id}: it is a definition, and asks for nothing`
    default:
      return `expected no answer to ${id} here: ${why[disposition.kind]}`
  }
}

const text = z.string().min(1)
const answer = z.enum(['yes', 'no'])

/** The vendor's answers to what the wire cannot decide. */
export const declaredSchema = z.partialRecord(
  requirementIds(['declared', 'checked', 'recorded'], {}),
  z.strictObject({
    answer: answer.describe('whether it is fulfilled'),
    source: text.describe('where that is written, such as the manual and its page'),
  }),
)

const versionNames = ['SSLv3', 'TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const
const listed = (where: string) =>
  z.array(text).describe(`what is listed ${where}, such as "AUTH PLAIN"; what else is listed is not claimed`).optional()

const endpointClaims = z.strictObject({
  'before-tls': listed('before TLS'),
  'inside-tls': listed('inside TLS before a login'),
  tls: z
    .array(z.enum(versionNames))
    .min(1)
    .describe('the versions of TLS that are negotiated: these, no others')
    .optional(),
})

/** What the vendor says that the software does (PICS), where the wire can tell. */
export const claimsSchema = z.strictObject({
  endpoints: z
    .record(text, endpointClaims)
    .describe('by the URL of an endpoint, or by its protocol where there is one of it')
    .optional(),
  requirements: z
    .partialRecord(
      requirementIds(['checked'], {
        declared: 'only the vendor can answer it, under declared with a source',
        recorded: 'what is seen of it is recorded only, and contradicts nothing',
      }),
      answer,
    )
    .describe('whether a clause is fulfilled: "yes" is contradicted where it fails, "no" where it is seen to hold')
    .optional(),
})
