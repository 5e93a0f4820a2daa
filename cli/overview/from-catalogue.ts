import type { Check } from '../../harness/check.ts'
import { requirementSet } from '../../harness/report/build-report.ts'
import { jobs } from '../../harness/run.ts'
import { servers } from '../../servers/catalogue.ts'
import { ledger } from '../../suites/ledger.ts'
import { packageVersion } from '../../suites/package-version.ts'
import { selectChecks } from '../options/selection.ts'
import { planCatalogueServer } from '../subject/from-catalogue.ts'
import { catalogueClients } from '../../suites/client-catalogue.ts'
import { planCatalogueClient } from '../subject/from-client-catalogue.ts'
import { buildOverview, type Outcome } from './overview.ts'
import { type Surveyable, survey, type SurveyOptions } from './survey.ts'
import { SurveyProgress } from './survey-progress.ts'

/** What to run, and on whom. */
export interface Chosen {
  subjects: Surveyable[]
  checks: readonly Check[]
}

export interface SurveyFlags {
  server?: readonly string[]
  client?: readonly string[]
  suite?: string[]
  check?: string[]
}

/**
 * The subjects of the catalogue that were named, all when none is, as far as a selected check concerns them; and these
 * checks. Starts nothing. Throws `usage` for names that are not known, and where nothing is left to run.
 */
export function chooseFromCatalogue(flags: SurveyFlags): Chosen {
  const everything = !flags.server && !flags.client
  const serverNames = flags.server ?? (everything ? servers.map(({ name }) => name) : [])
  const clientNames = flags.client ?? (everything ? catalogueClients.map(({ name }) => name) : [])
  const named: Surveyable[] = [
    ...[...new Set(serverNames)].map((name) => ({ kind: 'server' as const, plan: planCatalogueServer(name) })),
    ...[...new Set(clientNames)].map((name) => ({ kind: 'client' as const, plan: planCatalogueClient(name) })),
  ]
  const checks = selectChecks(flags, {
    endpoints: named.flatMap(({ plan }) => plan.endpoints),
    operator: named.find(({ plan }) => plan.operator)?.plan.operator,
    clients: named.flatMap(({ plan }) => plan.clients ?? []),
  })
  return { subjects: named.filter(({ plan }) => jobs(plan, checks).length > 0), checks }
}

/** Runs what was chosen. An aborted `signal` gives the overview of what was decided until then. */
export async function overviewOfCatalogue(
  { subjects, checks }: Chosen,
  options: Pick<SurveyOptions, 'signal' | 'timeoutMs'>,
): Promise<Outcome> {
  const startedAt = new Date()
  const start = performance.now()
  const progress = new SurveyProgress(subjects.length, checks)
  const surveyed = await survey(subjects, { checks, progress, ...options }).finally(() => progress.end())
  const overview = buildOverview({
    version: packageVersion(),
    requirementSet,
    requirements: ledger,
    startedAt: startedAt.toISOString(),
    durationMs: Math.round(performance.now() - start),
    surveyed,
  })
  return { overview, surveyed }
}
