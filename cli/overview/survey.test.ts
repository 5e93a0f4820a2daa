import { describe, expect, test } from 'vitest'
import { harms, type Subject } from '../../harness/subject.ts'
import { MailtlsError } from '../../harness/errors.ts'
import { closedPort, listenWith } from '../../harness/testing/listener.ts'
import { allChecks } from '../../suites/checks.ts'
import { planCatalogueServer } from '../subject/from-catalogue.ts'
import { survey, type Surveyable } from './survey.ts'

const checks = allChecks.filter(({ id }) => id === 'rfc3207/server/starttls-works')
const reference = (): Surveyable => ({ kind: 'server', plan: planCatalogueServer('reference') })

/** A subject that runs already. */
function running(name: string, port: number): Surveyable {
  const endpoints: Subject['endpoints'] = [
    { name: 'smtp', protocol: 'smtp', listeners: { default: { host: '127.0.0.1', port } } },
  ]
  const subject = { name, endpoints, allow: harms, arguments: name }
  return {
    kind: 'server',
    plan: { ...subject, start: () => Promise.resolve({ ...subject, [Symbol.asyncDispose]: async () => {} }) },
  }
}

function broken(error: Error): Surveyable {
  return {
    kind: 'server',
    plan: {
      ...reference().plan,
      name: 'broken',
      start: async () => {
        throw error
      },
    },
  }
}

function progress() {
  const told: string[] = []
  const tell = (what: string) => (subject: Surveyable) => void told.push(`${subject.plan.name} ${what}`)
  return { told, started: tell('started'), counted: tell('counted'), ended: tell('ended') }
}

describe('A survey', () => {
  test('goes on where a subject cannot be started, and says why', async () => {
    const subjects = [
      broken(new MailtlsError('set-up-failed', 'the image does not build')),
      broken(new TypeError('x is not a function')),
      reference(),
    ]
    const { signal } = new AbortController()
    const seen = progress()
    const surveyed = await survey(subjects, { checks, signal, progress: seen, atOnce: 1 })
    expect(surveyed.map(({ name, report }) => [name, report?.compliance])).toEqual([
      ['broken', undefined],
      ['broken', undefined],
      ['reference', 'unconditionally compliant'],
    ])
    expect(surveyed[0]!.problem).toEqual({ code: 'set-up-failed', text: 'the image does not build' })
    expect(surveyed[1]!.problem?.text).toMatch(/^a fault of mailtls itself, please report it: TypeError: x is not/)
    expect(seen.told).toEqual([
      'broken started',
      'broken ended',
      'broken started',
      'broken ended',
      'reference started',
      ...Array.from({ length: surveyed[2]!.report!.checks.length }, () => 'reference counted'),
      'reference ended',
    ])
  })

  test('says of a subject whose endpoints are closed what is wrong with them', async () => {
    const { signal } = new AbortController()
    const { port } = await closedPort()
    const [surveyed] = await survey([running('closed', port)], { checks, signal, progress: progress() })
    expect(surveyed?.problem).toMatchObject({ code: 'connection-refused' })
    expect(surveyed?.report?.compliance).toBe('undecided')
  })

  test('ends where it is interrupted: what was decided stays, and the rest is not run', async () => {
    const controller = new AbortController()
    await using silent = await listenWith(() =>
      controller.abort(new MailtlsError('interrupted', 'interrupted by SIGINT')),
    )
    const subjects = [reference(), running('silent', silent.port), reference()]
    const options = { checks, signal: controller.signal, progress: progress(), atOnce: 1, timeoutMs: 60_000 }
    const [before, during, after] = await survey(subjects, options)
    expect(before).toMatchObject({ report: { compliance: 'unconditionally compliant' } })
    expect(before?.problem).toBeUndefined()
    expect(during?.report?.checks.map(({ reason }) => reason?.code)).toEqual(['interrupted'])
    expect(during?.problem).toEqual({ code: 'interrupted', text: 'interrupted by SIGINT' })
    expect(after).toEqual({
      name: 'reference',
      kind: 'server',
      problem: { code: 'interrupted', text: 'interrupted by SIGINT' },
    })
  })
})
