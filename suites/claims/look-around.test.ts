import { describe, expect, test } from 'vitest'
import { serverIdentity } from '../../harness/testing/identity.ts'
import { closedPort } from '../../harness/testing/listener.ts'
import { smallSmtpServer } from '../../harness/testing/small-smtp-server.ts'
import { endpointAt, subjectOf } from '../../harness/testing/subject.ts'
import { account } from '../../servers/account.ts'
import { startReference } from '../../servers/reference/start.ts'
import { lookAround } from './look-around.ts'

describe('A look at an endpoint', () => {
  test('shows what is listed before TLS and inside it, the versions, and what the certificate is worth', async () => {
    await using server = await startReference({ protocols: ['imap'], setUps: ['default'], operator: false })
    const sight = await lookAround(server, server.endpoints[0]!, { timeoutMs: 5000 })
    expect(sight).toMatchObject({ versions: ['TLSv1.2', 'TLSv1.3'], beforeTls: expect.arrayContaining(['STARTTLS']) })
    expect(sight.capabilities).toContain('AUTH=PLAIN')
    expect(sight.session?.authorizationError).toBeUndefined()
    const { trust: _none, ...stranger } = server
    const unknown = await lookAround(stranger, server.endpoints[0]!, { timeoutMs: 5000 })
    expect(unknown.session?.authorizationError).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE')
  })

  test('finds old versions, and never logs in, though there is an account', async () => {
    const { cert, key } = await serverIdentity()
    const tls = { cert, key, minVersion: 'TLSv1', maxVersion: 'TLSv1.2', ciphers: 'DEFAULT:@SECLEVEL=0' } as const
    await using server = await smallSmtpServer({ tls, extensions: ['AUTH PLAIN'] })
    const endpoint = endpointAt(server, 'submission')
    const sight = await lookAround(subjectOf([endpoint], { account }), endpoint, { timeoutMs: 5000 })
    expect(sight.versions).toEqual(['TLSv1', 'TLSv1.1', 'TLSv1.2'])
    expect(server.heard.filter((line) => line.includes('AUTH'))).toEqual([])
  })

  test('takes no hang-up for the refusal of a version that is in use or claimed', async () => {
    const { cert, key } = await serverIdentity()
    const tls = { cert, key, minVersion: 'TLSv1.1', ciphers: 'DEFAULT:@SECLEVEL=0' } as const
    // TLS 1.1 is asked for on the fourth connection, 1.3 on the fifth
    for (const hung of [4, 5]) {
      await using server = await smallSmtpServer({ tls, shakesHands: (number) => number !== hung })
      const endpoint = endpointAt(server, 'submission')
      const options = { claimed: ['TLSv1.1'], timeoutMs: 5000 }
      expect(await lookAround(subjectOf([endpoint]), endpoint, options)).toMatchObject({
        versions: ['TLSv1.1', 'TLSv1.2', 'TLSv1.3'],
      })
    }
  })

  test('tells why versions cannot be seen', async () => {
    const { cert, key } = await serverIdentity()
    await using server = await smallSmtpServer({ tls: { cert, key }, shakesHands: (number) => number === 1 })
    const endpoint = endpointAt(server, 'submission')
    const sight = await lookAround(subjectOf([endpoint]), endpoint, { claimed: ['TLSv1.3'], timeoutMs: 5000 })
    expect(sight.versions).toBeUndefined()
    expect(sight.versionsUnseen).toContain('does so at times whatever is offered')
  })

  test('tells why nothing can be seen', async () => {
    const endpoint = endpointAt(await closedPort(), 'imaps')
    const sight = await lookAround(subjectOf([endpoint]), endpoint, { timeoutMs: 5000 })
    expect(sight.problem?.code).toBe('connection-refused')
    expect(sight.versions).toBeUndefined()
  })
})
