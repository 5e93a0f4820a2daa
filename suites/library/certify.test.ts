import { describe, expect, test } from 'vitest'
import { allChecks } from '../checks.ts'
import { check as defineCheck } from '../check.ts'
import { certify } from './certify.ts'
import { startClient } from './start-client.ts'
import { startServer } from './start-server.ts'

const injection = 'rfc3207/server/injection-same-segment'

describe('certify', () => {
  test('judges URLs as the command line does: what may hurt needs leave', async () => {
    await using server = await startServer('reference', {
      protocols: ['submission'],
      setUps: ['default', 'tls-required'],
    })
    const { account, trust, serverName } = server
    const urls = server.endpoint('submission').url
    const known = {
      urls,
      account,
      trust,
      serverName,
      setUps: { 'tls-required': server.endpoint('submission', 'tls-required').url },
    }
    const checks = allChecks.filter(({ id, harms, setUp }) => {
      return id.startsWith('rfc3207/server/') && (harms.includes('cleartext-password') || setUp === 'tls-required')
    })
    const report = await certify(known, { checks })
    expect(report.subject).toMatchObject({ name: 'localhost', endpoints: [{ name: urls, setUps: { default: urls } }] })
    const verdicts = Object.groupBy(report.checks, ({ verdict }) => verdict)
    expect(verdicts.pass?.map(({ setUp }) => setUp)).toContain('tls-required')
    const barred = report.checks.filter(({ reason }) => reason?.code === 'not-allowed')
    const allowed = await certify({ ...known, allow: 'all', name: 'mine' }, { checks: barred.map(({ id }) => id) })
    expect(barred).not.toHaveLength(0)
    expect(allowed.checks.map(({ reason }) => reason?.code)).not.toContain('not-allowed')
    expect(allowed.checks[0]!.replay).toBe(
      `mailtls certify ${urls} --user test --password-env PASSWORD --ca ca.pem --server-name mail.example.org --allow all --check ${barred[0]!.id}`,
    )
    expect(allowed.subject.name).toBe('mine')
  })

  test('judges what startServer and startClient give', async () => {
    await using server = await startServer({ bug: 'obeys-injected-lines' })
    const report = await certify(server, { checks: [injection] })
    expect(report).toMatchObject({ compliance: 'not compliant', exitCode: 1 })
    expect(report.checks.map(({ endpoint, verdict }) => [endpoint, verdict])).toEqual([
      ['smtp', 'fail'],
      ['submission', 'pass'],
    ])
    const reason = 'known, ticket 17'
    const waived = await certify(server, {
      checks: [injection],
      waivers: [{ check: injection, reason }],
      allowUndecided: true,
    })
    expect(waived).toMatchObject({ compliance: 'not compliant', exitCode: 0, findings: [{ waived: { reason } }] })

    await using client = await startClient({ bug: 'starts-tls-behind-454' })
    const { checks } = await certify(client, { checks: ['rfc3207/client/no-handshake-behind-454'] })
    expect(checks.map(({ endpoint, verdict }) => [endpoint, verdict])).toEqual([
      ['submission', 'fail'],
      ['smtp', 'fail'],
    ])
  })

  test('runs checks of one’s own, alone or beside others', async () => {
    await using server = await startServer('reference', { protocols: ['smtp'], setUps: ['default'] })
    const polite = defineCheck({
      id: 'acme/server/takes-chunks',
      roles: ['smtp-server'],
      decides: [],
      purpose: 'CHUNKING is offered',
      async run({ connect, expect: hold }) {
        const smtp = await connect()
        hold((await smtp.ehlo()).includes('CHUNKING'), 'CHUNKING is not offered')
      },
    })
    const results: string[] = []
    const report = await certify(server, { checks: [injection, polite], onResult: ({ id }) => void results.push(id) })
    expect(results.toSorted()).toEqual([polite.id, injection])
    expect(report.checks.map(({ id, verdict }) => [id, verdict])).toEqual([
      [injection, 'pass'],
      [polite.id, 'fail'],
    ])
    expect(report.findings).toMatchObject([{ check: polite.id, severity: 'note' }])
  })

  test('ends when it is interrupted, with what was decided until then', async () => {
    await using server = await startServer('reference', { protocols: ['smtp'], setUps: ['default'] })
    const report = await certify(server, { checks: [injection], signal: AbortSignal.abort() })
    expect(report.checks).toMatchObject([{ verdict: 'inconclusive', reason: { code: 'interrupted' } }])
  })

  test.for([
    ['smtps://localhost', 'expected a protocol, found "smtps": did you mean submissions?'],
    [
      { urls: 'smtp://me:secret@localhost' },
      'expected a URL such as submission://mail.example.org:587, found one with a user: name that with account',
    ],
    [{ urls: [] }, 'expected a subject: urls of running servers, or a domain; found neither'],
    [
      { urls: 'smtp://localhost', allow: ['mail'] },
      'expected a kind of harm in allow, found "mail": did you mean sends-mail?',
    ],
    [
      { urls: 'smtp://localhost', setUps: { 'tls-requird': 'smtp://localhost' } },
      'expected a set-up, found "tls-requird": did you mean tls-required?',
    ],
    [
      { domain: 'me@example.org' },
      'expected a mail domain such as example.org for domain, found "me@example.org": it is what stands behind the @',
    ],
  ])('names what is wrong with a subject (%#)', async ([subject, message]) => {
    await expect(certify(subject as string)).rejects.toMatchObject({ code: 'usage', message })
  })

  test('names what is wrong with the selection', async () => {
    await expect(certify('smtp://localhost', { checks: [`${injection}s`] })).rejects.toThrow(
      `did you mean ${injection}?`,
    )
    await expect(certify('smtp://localhost', { suite: 'rfc8413' })).rejects.toThrow('did you mean rfc8314?')
    await expect(certify('imaps://localhost', { checks: [injection] })).rejects.toThrow(
      `expected checks that are about imaps://localhost:993, found ${injection}`,
    )
  })
})
