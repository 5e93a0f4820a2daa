import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { folderForTests } from '../harness/testing/folders.ts'
import { serverIdentity } from '../harness/testing/identity.ts'
import { createAuthority } from '../certs/authority.ts'
import { account } from '../servers/account.ts'
import { startReference } from '../servers/reference/start.ts'
import { readConfig } from './config/read-config.ts'
import { mailtls } from './testing/run-cli.ts'
import { reportSchema } from './reports/report-schema.ts'

const folder = folderForTests()
const file = join(folder, 'mailtls.yaml')

function read(text: string) {
  writeFileSync(file, text)
  return readConfig(file)
}

/** Nine to the power of nine, once it is unfolded. */
const bomb = 'abcdefghij'
  .split('')
  .map((name, i) => `${name}: &${name} [${Array(9).fill(i === 0 ? 'x' : `*${'abcdefghij'[i - 1]}`)}]`)
  .join('\n')

describe('mailtls.yaml', () => {
  test('names endpoints, set-ups, the account, trust and answers, with files beside it', async () => {
    const { certificate } = await createAuthority()
    writeFileSync(join(folder, 'ca.pem'), certificate)
    process.env.MAILTLS_TEST_PASSWORD = 'hush'
    const config = read(`
endpoints:
  - smtp://mx.example.org
  - submission://mail.example.org
  - 'submissions://[2001:db8::1]'
  - imap://mail.example.org
  - pop3s://mail.example.org
setUps:
  tls-required: ['submission://mail.example.org:5870']
  public-mx: ['smtp://mx.example.org']
  user-barred: ['imap://mail.example.org:1430']
accounts: [{ user: me, password-env: MAILTLS_TEST_PASSWORD }]
trust: ca.pem
serverName: mail.example.org
mailbox: me@example.org
allow: [sends-mail]
declared:
  rfc3207-6-1: { answer: yes, source: 'manual, page 4' }
`)
    expect(config).toEqual({
      endpoints: [
        {
          name: 'smtp://mx.example.org:25',
          protocol: 'smtp',
          listeners: {
            default: { host: 'mx.example.org', port: 25 },
            'public-mx': { host: 'mx.example.org', port: 25 },
          },
        },
        {
          name: 'submission://mail.example.org:587',
          protocol: 'submission',
          listeners: {
            default: { host: 'mail.example.org', port: 587 },
            'tls-required': { host: 'mail.example.org', port: 5870 },
          },
        },
        {
          name: 'submissions://[2001:db8::1]:465',
          protocol: 'submissions',
          listeners: { default: { host: '2001:db8::1', port: 465 } },
        },
        {
          name: 'imap://mail.example.org:143',
          protocol: 'imap',
          listeners: {
            default: { host: 'mail.example.org', port: 143 },
            'user-barred': { host: 'mail.example.org', port: 1430 },
          },
        },
        {
          name: 'pop3s://mail.example.org:995',
          protocol: 'pop3s',
          listeners: { default: { host: 'mail.example.org', port: 995 } },
        },
      ],
      account: { user: 'me', password: 'hush' },
      trust: certificate,
      serverName: 'mail.example.org',
      mailbox: 'me@example.org',
      allow: ['sends-mail'],
      declared: { 'rfc3207-6-1': { answer: 'yes', source: 'manual, page 4' } },
      keys: ['endpoints', 'setUps', 'accounts', 'trust', 'serverName', 'mailbox', 'allow', 'declared'],
    })
  })

  test('describes a client by its commands, with or without modes, and how its output is read', () => {
    const { client } = read(`
client:
  name: vendor
  role: mua
  host: mail.example.test
  modes: [implicit, starttls-required]
  submit: 'vendor {mode} {host} {port}'
  fetch:
    imap: { starttls-if-possible: 'vendor imap {port}', default: 'vendor {port}' }
  set-up: 'vendor {address} {consent}'
  patterns: { warning: 'not (encrypted|private)' }
  maximumLaunches: 2
`)
    expect(client).toEqual({
      name: 'vendor',
      role: 'mua',
      host: 'mail.example.test',
      complete: true,
      submit: { implicit: 'vendor {mode} {host} {port}', 'starttls-required': 'vendor {mode} {host} {port}' },
      fetch: { imap: { 'starttls-if-possible': 'vendor imap {port}', default: 'vendor {port}' } },
      'set-up': 'vendor {address} {consent}',
      patterns: { warning: /not (encrypted|private)/ },
      maximumLaunches: 2,
    })
  })

  test('takes the mode of a client from its URL where none is named', () => {
    const { client } = read(`client: { fetch: { imap: 'x imaps://{host}:{port}', pop3: 'x pop3://{host}:{port}' } }`)
    expect(Object.keys(client!.fetch!.imap!)).toEqual(['implicit'])
    expect(Object.keys(client!.fetch!.pop3!)).toEqual(['starttls-required'])
  })

  test.for(
    Object.entries({
      'endpoint: [smtp://a]': '1:1: unknown key "endpoint": did you mean endpoints?',
      'endpoints:\n  - smtp://a\n  - smpt://b':
        '3:5: expected a protocol, found "smpt": there are smtp, submission, submissions, imap, imaps, pop3, pop3s',
      'endpoints: smtp://a': '1:12: endpoints: expected a list, found text',
      'endpoints: [smtp://a]\nsetUps:\n  tls-requird: [smtp://b]':
        '3:3: unknown key "tls-requird" under setUps: did you mean tls-required?',
      'endpoints: [smtp://a]\nsetUps:\n  tls-required:\n    - submission://b':
        '4:7: expected one submission endpoint that submission://b:587 is the set-up tls-required of, found none',
      'accounts:\n  - user: me\n    password: hush':
        '3:5: unknown key "password" under accounts.0: did you mean password-env?',
      'accounts:\n  - user: me': '2:5: accounts.0.password-env: expected text, found none',
      'accounts:\n  - user: me\n    password-env: MAILTLS_UNSET':
        '2:5: expected the password in the environment variable MAILTLS_UNSET, but it is not set',
      'trust: none.pem': `1:8: expected a file of certificates for trust, but ${folder}/none.pem does not exist`,
      'allow: [mail]':
        '1:8: allow: expected one of "cleartext-password"|"failed-logins"|"sends-mail"|"relay-attempt"|"all"',
      'declared:\n  rfc3207-6-1:\n    answer: maybe': '3:13: declared.rfc3207-6-1.answer: expected one of "yes"|"no"',
      'declared:\n  rfc3207-6-11: { answer: yes, source: x }':
        '2:3: expected a requirement, found "rfc3207-6-11": did you mean rfc3207-6-1?',
      'declared:\n  rfc3207-6-4: { answer: yes, source: x }':
        '2:3: expected no answer to rfc3207-6-4: it takes the verdict of rfc3207-4.2-1, rfc3207-4.2-2, answer that',
      'declared:\n  rfc8314-4-14: { answer: yes, source: x }':
        '2:3: expected no answer to rfc8314-4-14: it is replaced, answer rfc8997-3-1',
      'claims:\n  requirements: { rfc8314-4-16: yes }':
        '2:19: expected no answer to rfc8314-4-16 here: only the vendor can answer it, under declared with a source',
      'claims:\n  endpoints: { __proto__: { tls: [TLSv1.2] } }': '2:16: unknown key "__proto__"',
      'claims:\n  requirements: { rfc3207-6-5: yes }':
        '2:19: expected no answer to rfc3207-6-5 here: what is seen of it is recorded only, and contradicts nothing',
      'endpoints: [smtp://a]\nclaims:\n  endpoints:\n    imap: { tls: [TLSv1.2] }':
        '4:5: expected one imap endpoint that this is claimed of, found none',
      'endpoints: [imap://a, imap://b]\nclaims:\n  endpoints: { imap: { tls: [TLSv1.2] } }':
        '3:16: expected one imap endpoint that this is claimed of, found several: name one by its URL',
      'endpoints: [imap://a]\nclaims:\n  endpoints:\n    imap://a:144: { tls: [TLSv1.2] }':
        '4:5: expected one of the endpoints, found imap://a:144: did you mean imap://a:143?',
      'endpoints: [imaps://a]\nclaims:\n  endpoints: { imaps: { before-tls: [AUTH] } }':
        '3:25: expected no before-tls of imaps: TLS comes first there',
      'endpoints: [imaps://a]\nclaims:\n  endpoints: { imaps: { tls: [TLS1.2] } }':
        '3:31: claims.endpoints.imaps.tls.0: expected one of "SSLv3"|"TLSv1"|"TLSv1.1"|"TLSv1.2"|"TLSv1.3"',
      'endpoints: &all [smtp://a]\nsetUps:\n  public-mx: *all\n  tls-required: *none':
        '1:1: expected YAML that can be unfolded: Unresolved alias (the anchor must be set before the alias): none',
      'client:\n\tsubmit: x {port}': '2:1: expected YAML: Tabs are not allowed as indentation',
      '': '1:1: expected keys such as endpoints, setUps, accounts, found nothing',
      '# later': '1:1: expected keys such as endpoints, setUps, accounts, found nothing',
      'smtp://a': '1:1: expected keys such as endpoints, setUps, accounts, found a single value',
      'mailbox: a@b\n---\nmailbox: c@d': '2:1: expected YAML: one document, and a second one begins here',
      'mailbox:': '1:9: mailbox: expected text, found nothing',
      [bomb]: '1:1: expected YAML that can be unfolded: Excessive alias count',
      'mailbox: me': '1:10: expected an address such as mailbox@example.org for mailbox, found "me"',
      'endpoints: [smtp://a\ntrust: x':
        '2:1: expected YAML: Flow sequence in block collection must be sufficiently indented and end with a ]',
      'mailbox: a@b\nmailbox: c@d': '2:1: expected YAML: Map keys must be unique',
      '- smtp://a': '1:1: expected keys such as endpoints, setUps, accounts, found a list',
      'client:\n  submitt: x': '2:3: unknown key "submitt" under client: did you mean submit?',
      'client:\n  submit:\n    implict: x {port}':
        '3:5: unknown key "implict" under client.submit: did you mean implicit?',
      'client:\n  submit:\n    implicit: 3': '3:15: client.submit.implicit: expected text, found a number',
      'client:\n  submit:\n    implicit: x {prt}':
        '3:15: expected a placeholder of client.submit.implicit, found {prt}: did you mean {port}? there are {host} {port}',
      'client:\n  set-up: x {host}':
        '2:11: expected a placeholder of client.set-up, found {host}: there are {address} {consent} {reduced} {user}',
      'client:\n  fetch:\n    pop: x': '3:5: unknown key "pop" under client.fetch: did you mean pop3?',
      'client:\n  modes: [implicit, default]\n  submit: x {port}':
        '3:11: expected {mode} in client.submit: it is to serve implicit, default',
      'client:\n  role: smtp-client\n  submit: { implicit: "x {port}" }':
        '2:3: client: expected a command to submit in a mode with STARTTLS, as a relay does, found none',
      'client:\n  host: 127.0.0.1\n  submit: x {port}': '2:9: client.host: expected a host name in small letters',
      'client:\n  connect: x {profile}': '2:3: client: expected a command to submit, fetch or set-up, found none',
      'client:\n  submit: x {port}\n  patterns:\n    warning: (':
        '4:14: expected a regular expression, found /(/: Unterminated',
      'client:\n  submit: x {port}\nendpoints: [smtp://a]':
        '3:1: expected no endpoints beside client: there is one subject',
    }),
  )('refuses %s', ([text, told]) => {
    expect(() => read(text)).toThrow(`mailtls.yaml:${told}`)
  })

  test.for([
    ['a byte order mark', '\uFEFFmailbox: me@example.org'],
    ['the syntax of JSON', '{\n\t"mailbox": "me@example.org"\n}'],
    ['anchors', 'mailbox: &me me@example.org\naccounts: [{ user: *me, password-env: MAILTLS_TEST_PASSWORD }]'],
  ])('may hold %s', ([, text]) => {
    process.env.MAILTLS_TEST_PASSWORD = 'hush'
    expect(read(text!)).toMatchObject({ mailbox: 'me@example.org' })
  })

  test('names client certificates with their keys, and says which file is wrong', async () => {
    const [{ cert, key }, { certificate }] = await Promise.all([serverIdentity(), createAuthority()])
    for (const [name, text] of Object.entries({ cert, key, other: certificate, none: '' })) {
      writeFileSync(join(folder, `${name}.pem`), text)
    }
    const pair = (certFile: string, keyFile: string) =>
      read(`clientCertificates:\n  accepted: { cert: ${certFile}.pem, key: ${keyFile}.pem }`)
    expect(pair('cert', 'key').clientCertificates).toEqual({ accepted: { cert, key } })
    const refused = {
      'key key': '2:21: expected certificates in PEM for clientCertificates.accepted.cert, but ',
      'cert cert': '2:36: expected a private key in PEM without a passphrase for clientCertificates.accepted.key, but ',
      'cert none': '2:36: expected a private key in PEM without a passphrase for clientCertificates.accepted.key, but ',
      'other key':
        '2:37: expected the private key of the certificate beside it for clientCertificates.accepted.key, but ',
    }
    for (const [files, told] of Object.entries(refused)) {
      const [certFile, keyFile] = files.split(' ') as [string, string]
      expect(() => pair(certFile, keyFile)).toThrow(`mailtls.yaml:${told}`)
    }
  })

  test('is text in UTF-8, in a file', () => {
    writeFileSync(file, Buffer.from('mailbox: me@example.org\n# b\xfccher\n', 'latin1'))
    expect(() => readConfig(file)).toThrow('mailtls.yaml:2:4: expected text in UTF-8, found a byte that is none')
    writeFileSync(file, Buffer.from('mailbox: me@example.org', 'utf16le'))
    expect(() => readConfig(file)).toThrow('mailtls.yaml:1:1: ')
    expect(() => readConfig(folder)).toThrow(`expected a configuration for --config, but ${folder} is a directory`)
  })

  test('is found where no subject is named, and maps a server in several set-ups', async () => {
    await using server = await startReference({ protocols: ['submission'], setUps: ['default', 'tls-required'] })
    const { listeners } = server.endpoints[0]!
    const url = (setUp: 'default' | 'tls-required') => `submission://127.0.0.1:${listeners[setUp]!.port}`
    const text = `endpoints: [${url('default')}]\nsetUps: { tls-required: ['${url('tls-required')}'] }
accounts: [{ user: ${account.user}, password-env: PASSWORD }]\n`
    writeFileSync(file, text)
    const args = ['certify', '--reporter', 'json', '--check', 'rfc3207/server/tls-required-530']
    const { stdout, stderr } = await mailtls(args, { cwd: folder, env: { PASSWORD: account.password } })
    expect(stderr).toBe('')
    const { requirements, checks } = reportSchema.parse(JSON.parse(stdout))
    expect(checks.map(({ setUp, verdict }) => ({ setUp, verdict }))).toEqual([
      { setUp: 'tls-required', verdict: 'pass' },
    ])
    expect(requirements.find(({ id }) => id === 'rfc3207-4-2')?.verdict).toBe('pass')
    expect(checks[0]!.replay).toBe('mailtls certify --config mailtls.yaml --check rfc3207/server/tls-required-530')
  })
})
