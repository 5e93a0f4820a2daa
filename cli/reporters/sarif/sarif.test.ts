import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { Log, Result } from 'sarif'
import { describe, expect, test } from 'vitest'
import type { Report } from '../../../harness/report/report.ts'
import schema from '../../testing/sarif-schema-2.1.0.json' with { type: 'json' }
import { allKinds, failingReport, hostileReport, reportOf } from '../testing/failing-report.ts'
import { renderSarif } from './sarif.ts'

const ajv = new Ajv2020({ strict: false, allErrors: true })
addFormats.default(ajv)
const isValid = ajv.compile<Log>(schema)

function logOf(report: Report): Log {
  const log: unknown = JSON.parse(renderSarif(report))
  if (!isValid(log)) throw new Error(ajv.errorsText(isValid.errors))
  return log
}

const runOf = (report: Report) => logOf(report).runs[0]!
const resultsOf = (report: Report) => runOf(report).results!
const pathOf = ({ locations }: Result) => locations![0]!.physicalLocation!.artifactLocation!.uri!
const fingerprintOf = (result: Result) =>
  [result.ruleId, pathOf(result), result.partialFingerprints!.primaryLocationLineHash].join(' ')

describe('SARIF', () => {
  test('is valid by its schema, and shows each failure under the requirement that it breaks', async () => {
    const log = logOf(failingReport())
    const { driver } = log.runs[0]!.tool
    const broken = new Set(log.runs[0]!.results!.map(({ ruleId }) => ruleId))
    driver.rules = driver.rules!.filter(({ id }) => broken.has(id))
    await expect(`${JSON.stringify(log, undefined, 2)}\n`).toMatchFileSnapshot('../testing/report.sarif.txt')
  })

  test('is held to that schema', () => {
    expect(isValid({ version: '2.1.0', runs: [{ tool: { driver: { name: 'x', rule: [] } } }] })).toBe(false)
    expect(isValid({ version: '2.1.0', runs: [{ tool: { driver: { name: 'x', rules: [] } } }] })).toBe(true)
  })

  test('has the same rules whatever was judged, each where its index says', () => {
    const [none, some] = [runOf(reportOf([])), runOf(reportOf(allKinds.slice(1)))]
    expect(none.tool.driver.rules).toEqual(some.tool.driver.rules)
    for (const { ruleId, ruleIndex } of some.results!) expect(some.tool.driver.rules![ruleIndex!]!.id).toBe(ruleId)
  })

  test('says error of a MUST and of a vulnerability, warning of a SHOULD, note of what is beside the judgement', () => {
    const told = resultsOf(reportOf(allKinds)).map(({ level, properties }) => [level, properties!.check as string])
    expect(told).toEqual([
      ['error', 'rfc3207/server/injection-same-segment'],
      ['error', 'rfc3207/server/starttls-hidden-inside-tls'],
      ['warning', 'rfc3207/server/tls-required-530'],
      ['note', 'rfc8314/server/cbc-refused'],
      ['note', 'rfc8314/server/cbc-refused'],
    ])
  })

  test('has a result for a MUST that is declared not to be fulfilled, which fails the run', () => {
    const report = failingReport()
    const row = report.requirements.find(({ declared }) => declared?.answer === 'no')!
    const told = () => resultsOf(report).filter(({ ruleId }) => ruleId === row.id)
    expect(told()).toEqual([])
    row.level = 'MUST'
    expect(told().map((result) => [result.level, result.message.text, pathOf(result)])).toEqual([
      ['error', 'declared: no (manual, section 5)', expect.stringMatching(/\/declared$/)],
    ])
  })

  test('has a security severity where a vulnerability is, and nowhere else', () => {
    const { rules } = runOf(reportOf(allKinds)).tool.driver
    const severe = rules!.filter(({ properties }) => properties!['security-severity'] !== undefined)
    expect(severe.map(({ id }) => id)).toEqual(['rfc3207-4.2-1'])
  })

  test('suppresses what is waived, with its reason, and nothing else', () => {
    const suppressed = resultsOf(failingReport()).filter(({ suppressions }) => suppressions)
    expect(suppressed.map(({ ruleId, suppressions }) => [ruleId, suppressions])).toEqual([
      [
        'rfc3207-4-2',
        [
          {
            kind: 'external',
            status: 'accepted',
            justification: 'waived by mail-team until 2027-03-31: mended in 2.5',
          },
        ],
      ],
    ])
  })

  test('has what GitHub asks for: a relative path, a region and a fingerprint for each result, and no result that is none', () => {
    const { results, tool } = runOf(hostileReport())
    for (const result of results!) {
      expect(pathOf(result)).toMatch(/^[\w%.-]+\/[\w%.-]+$/)
      expect(result).not.toHaveProperty('kind')
      expect(result.message.text).toMatch(/\S/)
      expect(result.locations![0]!.physicalLocation!.region).toEqual({
        startLine: 1,
        startColumn: 1,
        endLine: 1,
        endColumn: 1,
      })
    }
    for (const { shortDescription, fullDescription, help, properties } of tool.driver.rules!) {
      for (const text of [shortDescription?.text, fullDescription?.text]) expect(text).toMatch(/^.{1,1024}$/)
      expect(help!.text).toMatch(/\S/)
      expect(properties!.tags!.length).toBeLessThanOrEqual(10)
    }
  })

  test('knows a failure again in the next run, though its port is another, and no two for the same', () => {
    const fingerprints = resultsOf(failingReport()).map(fingerprintOf)
    expect(new Set(fingerprints).size).toBe(fingerprints.length)
    expect(resultsOf(failingReport({ port: 40587 })).map(fingerprintOf)).toEqual(fingerprints)
  })

  test('tells of the run what is no result: what is undecided, our own faults, endpoints that cannot be judged', () => {
    const { executionSuccessful, exitCode, ...invocation } = runOf(failingReport()).invocations![0]!
    expect({ executionSuccessful, exitCode }).toEqual({ executionSuccessful: false, exitCode: 1 })
    const texts = (key: 'toolExecutionNotifications' | 'toolConfigurationNotifications') =>
      invocation[key]!.map(({ level, message, associatedRule }) => [level, associatedRule?.id, message.text])
    expect(texts('toolExecutionNotifications')).toEqual([
      ['error', undefined, 'imap://mail.example.org refuses the password of test'],
      ['error', undefined, expect.stringContaining('rfc3207/server/decides-at-once@')],
    ])
    expect(texts('toolConfigurationNotifications')).toContainEqual([
      'warning',
      'rfc3207-4-3',
      'undecided on submission://mail.example.org:587: the server was not named in the set-up tls-required',
    ])
    expect(runOf(reportOf(allKinds.slice(0, 5))).invocations![0]!.executionSuccessful).toBe(true)
  })

  test('lets no word of a peer become a link, a placeholder or something unseen', () => {
    const log = renderSarif(hostileReport())
    expect(log).not.toMatch(/[^\P{C}\n]/u)
    for (const { message } of resultsOf(hostileReport())) {
      expect(message.text).not.toContain('](')
      for (const text of [message.text!, message.markdown!]) {
        expect(text.replaceAll('{{', '').replaceAll('}}', '')).not.toMatch(/[{}]/)
      }
    }
  })
})
