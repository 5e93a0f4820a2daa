import type { Log } from 'sarif'
import type { Report } from '../../../harness/report/report.ts'
import { oneLine } from '../one-line.ts'
import { invocation } from './invocation.ts'
import { results } from './results.ts'
import { rules } from './rules.ts'

/** The report as SARIF 2.1.0: requirements are rules, failures are results, waivers suppress them. */
export function renderSarif(report: Report): string {
  return `${JSON.stringify(log(report), undefined, 2)}\n`
}

function log(report: Report): Log {
  const { tool, requirements, subject, compliance, byRfc, summary, requirementSet } = report
  const found = results(report)
  const vulnerable = new Set(found.filter(({ properties }) => properties?.vulnerability).map(({ ruleId }) => ruleId!))
  const name = oneLine(subject.name)
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: tool.name,
            version: tool.version,
            semanticVersion: tool.version,
            informationUri: 'https://github.com/mailtls/mailtls',
            rules: rules(requirements, vulnerable),
          },
        },
        // what GitHub tells analyses apart by: all up to the last slash
        automationDetails: { id: `mailtls/${name.replaceAll('/', '-')}/` },
        invocations: [invocation(report)],
        results: found,
        columnKind: 'utf16CodeUnits',
        properties: {
          subject: name,
          ...(subject.version !== undefined && { subjectVersion: oneLine(subject.version) }),
          ...(subject.digest !== undefined && { subjectDigest: subject.digest }),
          compliance,
          byRfc,
          summary,
          requirementSet,
        },
      },
    ],
  }
}
