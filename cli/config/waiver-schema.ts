import { z } from 'zod'
import { suggestion } from '../../harness/suggestion.ts'
import { isRequirementId, ledger, requirement } from '../../suites/ledger.ts'

const ids = ledger
  .filter(({ disposition }) => disposition.kind !== 'replaced-by' && disposition.kind !== 'definition')
  .map(({ id }) => id)

function whyNot(id: string): string {
  const disposition = isRequirementId(id) ? requirement(id).disposition : undefined
  if (disposition?.kind === 'replaced-by') return `${id} cannot fail: it is replaced, waive ${disposition.by}`
  if (disposition?.kind === 'definition') return `${id} cannot fail: it is a definition`
  return `expected a requirement, found "${id}"${suggestion(id, ids)}`
}

const text = z.string().min(1)

/** A failure that is known: what fails, and who answers for it until when. */
const waiverSchema = z
  .strictObject({
    requirement: z
      .enum(ids, { error: ({ input }) => whyNot(String(input)) })
      .describe('the requirement that fails, with all of its checks')
      .optional(),
    check: text
      .describe('the check that fails, such as rfc3207/server/starttls-works; "claim" for a contradicted claim')
      .optional(),
    subject: text.describe('only for the subject of this name, or of this name and version').optional(),
    endpoint: text.describe('only there: an endpoint as the report names it, or its protocol').optional(),
    reason: z
      .string()
      .regex(/\S/, 'expected a reason, found none')
      .describe('why this is accepted; one that begins with TODO is still to be given'),
    owner: text.describe('who answers for it').optional(),
    expires: z.iso
      .date('expected a date as YYYY-MM-DD')
      .describe('the last day on which it holds (UTC), as YYYY-MM-DD')
      .optional(),
    signature: text.describe('text that the failure or its dialogue must still show').optional(),
  })
  .refine(({ requirement, check }) => (requirement === undefined) !== (check === undefined), {
    error: 'expected either a requirement or a check',
  })

export const waiversSchema = z.array(waiverSchema)
