import { z } from 'zod'
import { type Mode, modes } from '../../harness/client.ts'
import { failureLevels } from '../../harness/report/exit-code.ts'
import { roles, type SetUp, setUps } from '../../harness/subject.ts'
import { verdicts } from '../../harness/verdict.ts'

const verdict = z.enum(verdicts)
const role = z.enum(roles)
const compliance = z.enum(['unconditionally compliant', 'conditionally compliant', 'not compliant', 'undecided'])
const counts = z.partialRecord(verdict, z.int().positive())
/** SHA-256 */
const fingerprint = z.string().regex(/^[0-9a-f]{64}$/)
/** what is printed as it stands holds nothing that a terminal or a page would obey */
const word = z.string().regex(/^[\w .()-]+$/)
const id = z.string().regex(/^(imp-)?rfc\d+-[\w.-]+$/)

/** The JSON report (docs/ci.md), key by key. */
export const reportSchema = schemaOf(z.strictObject)

/** The same as a later version may write it, with keys that are not known here. */
export const readableReport = schemaOf(z.looseObject)

function schemaOf(object: typeof z.strictObject) {
  const reason = object({ code: z.string().min(1), text: z.string().min(1) })
  const waived = object({
    reason: z.string().min(1),
    owner: z.string().optional(),
    expires: z.iso.date().optional(),
  })
  const declared = object({ answer: z.enum(['yes', 'no']), source: z.string() })
  return object({
    schema: z.literal('mailtls/report/1'),
    tool: object({ name: z.literal('mailtls'), version: z.string().regex(/^\d+\.\d+\.\d+/) }),
    requirementSet: z.string(),
    subject: object({
      name: z.string().min(1),
      version: z.string().optional(),
      digest: z.string().optional(),
      endpoints: z.array(object({ name: z.string(), role, setUps: z.record(z.string(), z.string()) })),
      capabilities: z.array(z.string()),
    }),
    shard: object({
      index: z.int().positive(),
      total: z.int().positive(),
      run: z.string().min(1),
      runId: z.string().optional(),
      selected: z.array(z.string()),
      jobs: z.array(object({ key: z.string(), endpoint: z.string(), decides: z.array(id) })),
      declared: z.record(id, declared),
      singleCommand: z.literal(true).optional(),
      claimed: z.record(id, z.enum(['yes', 'no'])).optional(),
    }).optional(),
    startedAt: z.iso.datetime(),
    durationMs: z.int().nonnegative(),
    level: z.enum(failureLevels),
    exitCode: z.int(),
    compliance,
    byRfc: z.record(z.string().regex(/^\d+$/), compliance),
    summary: object({ requirements: counts, checks: counts }),
    requirements: z.array(
      object({
        id,
        rfc: z.int(),
        section: word,
        level: word,
        class: z.enum(['clause', 'lowercase', 'imported']),
        roles: z.array(role),
        summary: z.string(),
        disposition: word,
        verdict,
        reason: reason.optional(),
        declared: declared.optional(),
        byEndpoint: z.array(object({ endpoint: z.string(), role, verdict, checks: z.array(z.string()) })),
        waived: waived.optional(),
      }),
    ),
    findings: z.array(
      object({
        severity: z.enum(['vulnerability', 'violation', 'note']),
        check: z.string(),
        endpoint: z.string(),
        text: z.string(),
        requirement: id.optional(),
        waived: waived.optional(),
      }),
    ),
    claims: z
      .array(
        object({
          endpoint: z.string().optional(),
          requirement: id.optional(),
          verdict: z.enum(['pass', 'fail', 'inconclusive']),
          text: z.string().min(1),
        }),
      )
      .optional(),
    problems: z.array(object({ endpoint: z.string(), reason })),
    waivers: z.array(
      waived.extend({
        requirement: id.optional(),
        check: z.string().optional(),
        subject: z.string().optional(),
        endpoint: z.string().optional(),
        signature: z.string().optional(),
        at: z.string().optional(),
        state: z.enum(['applied', 'expired', 'stale', 'undecided']),
        text: z.string().optional(),
      }),
    ),
    checks: z.array(
      object({
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
        times: z.array(object({ at: z.number(), connection: z.int().positive() })),
        tls: z.array(
          object({
            at: z.number(),
            connection: z.int().positive(),
            version: z.string(),
            suite: z.string(),
            group: z.string().optional(),
            chain: z.array(fingerprint),
          }),
        ),
        replay: z.string().startsWith('mailtls certify'),
        evidence: object({ dialogue: z.string().optional(), capture: z.string().optional() }).optional(),
      }),
    ),
    certificates: z.record(
      fingerprint,
      object({
        subject: z.string(),
        issuer: z.string(),
        names: z.array(z.string()),
        from: z.iso.datetime().optional(),
        to: z.iso.datetime().optional(),
        key: z.string(),
        ca: z.boolean(),
      }),
    ),
  })
}
