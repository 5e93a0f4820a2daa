import { z } from 'zod'
import { type Mode, modes } from '../../harness/client.ts'
import { roles, type SetUp, setUps } from '../../harness/subject.ts'
import { verdicts } from '../../harness/verdict.ts'

const verdict = z.enum(verdicts)
const role = z.enum(roles)
const compliance = z.enum(['unconditionally compliant', 'conditionally compliant', 'not compliant', 'undecided'])
const reason = z.strictObject({ code: z.string().min(1), text: z.string().min(1) })
const counts = z.partialRecord(verdict, z.int().positive())
const id = z.string().regex(/^(imp-)?rfc\d+-/)

/** The JSON report of CONTRACT.md, key by key. */
export const reportSchema = z.strictObject({
  schema: z.literal('mailtls/report/1'),
  tool: z.strictObject({ name: z.literal('mailtls'), version: z.string().regex(/^\d+\.\d+\.\d+/) }),
  requirementSet: z.string(),
  subject: z.strictObject({
    name: z.string().min(1),
    version: z.string().optional(),
    digest: z.string().optional(),
    endpoints: z.array(z.strictObject({ name: z.string(), role, setUps: z.record(z.string(), z.string()) })),
    capabilities: z.array(z.string()),
  }),
  startedAt: z.iso.datetime(),
  durationMs: z.int().nonnegative(),
  exitCode: z.int(),
  compliance,
  byRfc: z.record(z.string().regex(/^\d+$/), compliance),
  summary: z.strictObject({ requirements: counts, checks: counts }),
  requirements: z.array(
    z.strictObject({
      id,
      rfc: z.int(),
      section: z.string(),
      level: z.string(),
      class: z.enum(['clause', 'lowercase', 'imported']),
      roles: z.array(role),
      summary: z.string(),
      disposition: z.string(),
      verdict,
      reason: reason.optional(),
      declared: z.strictObject({ answer: z.enum(['yes', 'no']), source: z.string() }).optional(),
      byEndpoint: z.array(z.strictObject({ endpoint: z.string(), role, verdict, checks: z.array(z.string()) })),
    }),
  ),
  findings: z.array(
    z.strictObject({
      severity: z.enum(['vulnerability', 'violation', 'note']),
      check: z.string(),
      endpoint: z.string(),
      text: z.string(),
      requirement: id.optional(),
    }),
  ),
  problems: z.array(z.strictObject({ endpoint: z.string(), reason })),
  checks: z.array(
    z.strictObject({
      key: z.string(),
      id: z.string(),
      kind: z.enum(['decides', 'records']),
      decides: z.array(id),
      purpose: z.string(),
      role,
      endpoint: z.string(),
      /** for a client the mode that it was in */
      setUp: z.enum([...Object.keys(setUps), ...Object.keys(modes)] as (SetUp | Mode)[]),
      verdict,
      reason: reason.optional(),
      seen: z.looseObject({ outcome: z.string() }).optional(),
      durationMs: z.number(),
      dialogue: z.array(z.string().regex(/^[CS]: /)),
      replay: z.string().startsWith('mailtls certify'),
    }),
  ),
})
