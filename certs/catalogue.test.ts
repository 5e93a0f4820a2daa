import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { isIP } from 'node:net'
import tls from 'node:tls'
import { beforeAll, describe, expect, test } from 'vitest'
import { createAuthority, type Authority, type Issued } from './authority.ts'
import { certificateKinds, kindNames } from './catalogue.ts'

let authority: Authority
let good: Issued
beforeAll(async () => {
  authority = await createAuthority()
  good = await authority.issue('valid')
})

// The default level depends on the version of OpenSSL, and a server has to present what no client should take.
const picky = { ciphers: 'DEFAULT:@SECLEVEL=2' }
const lenient = { ciphers: 'DEFAULT:@SECLEVEL=0' }

describe.each(kindNames('server'))('the server certificate %s', (name) => {
  const { verifyAs = 'localhost', node, spec } = certificateKinds[name]
  let issued: Issued
  beforeAll(async () => {
    issued = await authority.issue(name)
  })

  test(`Node says ${node}`, async () => {
    expect(await verify(issued, verifyAs)).toBe(node)
  })

  test('has no second fault in its names, if its path is at fault', () => {
    expect('names' in spec || matches(issued.cert, verifyAs)).toBe(true)
  })
})

const decided = kindNames('server').filter((name) => certificateKinds[name].verdict !== 'either')

test.each(decided)('a verifier that follows RFC 7817 finds the verdict of the catalogue on %s', async (name) => {
  const { verifyAs = 'localhost', verdict } = certificateKinds[name]
  const said = await verify(await authority.issue(name), verifyAs, { checkServerIdentity: strictly })
  expect(said === 'OK' ? 'accept' : 'refuse').toBe(verdict)
})

describe.each(kindNames('client'))('the client certificate %s', (name) => {
  const { node } = certificateKinds[name]

  test(`Node says ${node}`, async () => {
    expect(await verifyClient(await authority.issue(name))).toBe(node)
  })
})

describe('a fault is the only one:', () => {
  test.each(['rsa-1024', 'sha1-signature'] as const)('%s is accepted at security level 0', async (name) => {
    expect(await verify(await authority.issue(name), 'localhost', lenient)).toBe('OK')
  })

  test('a self-signed certificate is accepted by who trusts it', async () => {
    const issued = await authority.issue('self-signed')
    expect(await verify(issued, 'localhost', { ca: issued.cert })).toBe('OK')
  })

  test('an untrusted root is accepted by who trusts it', async () => {
    const issued = await authority.issue('untrusted-root')
    expect(await verify(issued, 'localhost', { ca: certificates(issued.cert)[1] })).toBe('OK')
  })

  test('a missing intermediate is all that is missing', async () => {
    const { cert } = await authority.issue('intermediate')
    const issued = await authority.issue('missing-intermediate')
    expect(await verify({ ...issued, cert: issued.cert + certificates(cert)[1] }, 'localhost')).toBe('OK')
  })

  test('a violated name constraint admits the names that it permits', async () => {
    const issued = await authority.issue('name-constraints-violated', { dns: ['mail.example.test'] })
    expect(await verify(issued, 'mail.example.test')).toBe('OK')
  })

  test('a revoked certificate is accepted by who has not heard of it', async () => {
    const { crl: _unheard, ...issued } = await authority.issue('revoked')
    expect(await verify(issued, 'localhost')).toBe('OK')
  })

  test('the CRL of a revoked certificate lists no other', async () => {
    const { crl } = await authority.issue('revoked')
    expect(await verify({ ...good, crl }, 'localhost')).toBe('OK')
  })
})

test('a wildcard does not stand for no label at all', async () => {
  expect(await verify(await authority.issue('wildcard'), 'example.test')).toBe('ERR_TLS_CERT_ALTNAME_INVALID')
})

test('ip-only is accepted for the addresses', async () => {
  const issued = await authority.issue('ip-only')
  expect(await verify(issued, '127.0.0.1')).toBe('OK')
  // Node 22.23 compares no IPv6 address, but OpenSSL does.
  expect(new X509Certificate(issued.cert).checkIP('::1')).toBe('::1')
})

test('uri-id holds URIs with the host name', async () => {
  const { subjectAltName } = new X509Certificate((await authority.issue('uri-id')).cert)
  expect(subjectAltName).toBe('URI:smtp://localhost, URI:imaps://localhost, URI:pop3s://localhost')
})

test('srv-id holds the SRV-IDs of the mail services', async () => {
  const { subjectAltName } = new X509Certificate((await authority.issue('srv-id')).cert)
  expect(subjectAltName).toContain('_imaps.example.test')
  expect(subjectAltName).not.toContain('DNS:')
})

/** The error (see `KindEntry.node`) with which a TLS client of Node meets a server that presents `issued`; or OK. */
async function verify({ cert, key, ca, crl }: Issued, host: string, options: tls.ConnectionOptions = {}) {
  await using server = await listen({ cert, key, ...lenient })
  const socket = tls.connect({ port: server.port, host: '127.0.0.1', ca, crl, ...picky, ...options, ...named(host) })
  try {
    await once(socket, 'secureConnect')
    return 'OK'
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    return error.code === 'UNSPECIFIED' ? error.message : error.code
  } finally {
    socket.destroy()
  }
}

// An address may not be sent as server name (RFC 6066, section 3), but it is what the certificate is compared with.
function named(host: string): tls.ConnectionOptions {
  return isIP(host)
    ? { checkServerIdentity: (_, certificate) => tls.checkServerIdentity(host, certificate) }
    : { servername: host }
}

/** What a server of Node that asks for a certificate says to a client that presents `issued`. */
async function verifyClient({ cert, key, ca }: Issued) {
  await using server = await listen({
    cert: good.cert,
    key: good.key,
    ca,
    requestCert: true,
    rejectUnauthorized: false,
  })
  const socket = tls.connect({ port: server.port, host: 'localhost', ca: good.ca, cert, key })
  const seen = await new Promise<tls.TLSSocket>((resolve) => server.tls.once('secureConnection', resolve))
  socket.destroy()
  return seen.authorized ? 'OK' : seen.authorizationError
}

/** RFC 7817 with RFC 9525: no common name, no partial wildcards. */
function strictly(host: string, { raw }: tls.PeerCertificate) {
  return matches(raw, host) ? undefined : Object.assign(new Error(`no name matches ${host}`), { code: 'NO_MATCH' })
}

function matches(certificate: string | Buffer, host: string) {
  return new X509Certificate(certificate).checkHost(host, { subject: 'never', partialWildcards: false }) !== undefined
}

function certificates(pem: string) {
  return pem.match(/-----BEGIN[^]+?-----END CERTIFICATE-----\n/g) ?? []
}

async function listen(options: tls.TlsOptions) {
  const server = tls.createServer(options)
  // The refusals of the clients are what these tests are about.
  server.on('tlsClientError', () => {})
  server.on('secureConnection', (socket) => socket.on('error', () => {}))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port')
  return {
    tls: server,
    port: address.port,
    async [Symbol.asyncDispose]() {
      server.close()
    },
  }
}
