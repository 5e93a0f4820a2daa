import { describe, test } from 'vitest'
import { isMailtlsError } from '../harness/errors.ts'
import { execute } from './main.ts'
import { mailtls, start } from './testing/run-cli.ts'

/** What a person may get wrong, and the one line that says so. */
const mistakes: Record<string, string> = {
  certfy: 'expected a command, found "certfy": did you mean certify?',
  'certify --reportr json': 'expected an option of mailtls certify, found --reportr: did you mean --reporter?',
  'certify --reporter jsn': 'expected a reporter, found "jsn": did you mean json?',
  'certify --level musst': 'expected a level, found "musst": did you mean must?',
  'certify --allow sendmail': 'expected a kind of harm for --allow, found "sendmail": did you mean sends-mail?',
  'certify --check rfc3207/server/starttls-work':
    'expected a check, found "rfc3207/server/starttls-work": did you mean rfc3207/server/starttls-works?',
  'certify --server postfx': 'expected a server of the catalogue, found "postfx": did you mean postfix?',
  'certify smpt://localhost':
    'expected a protocol, found "smpt": there are smtp, submission, submissions, imap, imaps, pop3, pop3s',
  'certify smtp://localhost --user test': 'expected --password-env with --user: the variable that holds the password',
  'certify smtp://localhost --user test --password-env MAILTLS_UNSET':
    'expected the password in the environment variable MAILTLS_UNSET, but it is not set',
  'certify smtp://localhost --ca none.pem': 'expected a file of certificates for --ca, but none.pem does not exist',
  'certify --server-command ./none{port} --protocol smtp':
    'expected a command for --server-command, but ./none{port} cannot be run (ENOENT)',
  'serve --bug keep-ehlo': 'expected a bug of servers, found "keep-ehlo": did you mean keeps-ehlo?',
}

/** More of them: these are tried without a process of their own. */
const furtherMistakes: Record<string, string> = {
  '': 'expected a command, found none: mailtls --help lists them',
  list: 'expected WHAT (requirements, checks, bugs, variants, servers or clients) behind mailtls list, found nothing',
  'certify smtps://localhost': 'expected a protocol, found "smtps": did you mean submissions?',
  'certify --reporter terminal,json': 'expected --report-dir with several reporters: only one can have stdout',
  'certify --suite rfc3207x': 'expected a suite, found "rfc3207x": did you mean rfc3207?',
  'certify --check': 'expected a value behind --check <id>, found none',
  'certify --timeout 1s': 'expected a whole number from 1 to 2147483647 for --timeout, found "1s"',
  'certify --server postfix --user test':
    "expected --user together with URLs, --image or --server-command: the catalogue's postfix is set up already",
  'certify --server postfix smtp://localhost': 'expected one subject, found URLs and --server',
  'certify --domain me@example.org':
    'expected a mail domain such as example.org for --domain, found "me@example.org": it is what stands behind the @',
  'certify --resolver 192.0.2.53': 'expected --domain with --resolver: the mail domain that it is asked about',
  'certify --domain example.org --resolver 2001:db8::53':
    'expected the address of a resolver, such as 192.0.2.53 or [2001:db8::53]:5353, for --resolver, found "2001:db8::53": put it in brackets',
  'certify --server postfix --domain example.org':
    "expected --domain together with URLs, --image or --server-command: the catalogue's postfix is set up already",
  'certify --domain example.org --check rfc3207/server/starttls-works':
    'expected an endpoint for smtp, submission, as --check wants, found example.org',
  'certify --config none.yaml': 'expected a configuration for --config, but none.yaml does not exist',
  'certify imp://localhost': 'expected a protocol, found "imp": did you mean imap?',
  'certify pop3x://localhost': 'expected a protocol, found "pop3x": did you mean pop3?',
  'certify nntp://localhost':
    'expected a protocol, found "nntp": there are smtp, submission, submissions, imap, imaps, pop3, pop3s',
  'certify localhost:25': 'expected a URL such as submission://mail.example.org:587, found "localhost:25"',
  'certify smtp://localhost:99999':
    'expected a whole number from 1 to 65535 for the port in smtp://localhost:99999, found "99999"',
  'certify smtp://test:secret@localhost':
    'expected a URL such as submission://mail.example.org:587, found one with a user: name that with --user and --password-env',
  'certify smtp://localhost --ca package.json': 'expected certificates in PEM for --ca, but package.json holds none',
  'certify smtp://localhost --mailbox me': 'expected an address such as mailbox@example.org for --mailbox, found "me"',
  'certify smtp://localhost --check rfc3207/server/submission-starttls':
    'expected an endpoint for submission, as --check wants, found smtp://localhost:25',
  'certify submissions://localhost imap://localhost --check rfc3207/server/starttls-works':
    'expected an endpoint for smtp, submission, as --check wants, found submissions://localhost:465, imap://localhost:143',
  'certify --image some-image': 'expected --port with --image, such as --port submission=587',
  'certify --port submission=587': 'expected --port together with --image only',
  'certify --server-command server --protocol smtp':
    'expected {port} in --server-command: the server has to be told where to listen',
  'certify --server-command {prt} --protocol smtp':
    'expected a placeholder of --server-command, found {prt}: did you mean {port}? there are {setup} {protocol} {port} {cert} {key} {ca}',
  'certify --client curll': 'expected a client of the catalogue, found "curll": did you mean curl?',
  'certify --client curl smtp://localhost': 'expected one subject, found URLs and --client',
  'certify --client-command x{port} --server postfix': 'expected one subject, found --server and --client-command',
  'certify --client curl --domain example.org': 'expected one subject, found --client and --domain',
  'certify --client curl --client-mode implicit': 'expected --client-mode together with --client-command only',
  'certify --client curl --config mailtls.yaml':
    "expected --config together with --client-command: the catalogue's curl is set up already",
  'certify --client-command x{port} --password-env PASSWORD':
    'expected --password-env together with a server: account, certificates and servers for a client are ours',
  'certify --client-command x': 'expected {port} in --client-command: the client has to be told where to connect',
  'certify --client-command x{port}{pasword}':
    'expected a placeholder of --client-command, found {pasword}: did you mean {password}? there are {host} {port} {mode} {message} {from} {to} {user} {password} {ca} {cert} {key} {resolver} {profile} {out}',
  'certify --client-command x{port} --client-protocol imp':
    'expected a protocol of clients, found "imp": did you mean imap?',
  'certify --client-command x{port} --client-role relay':
    'expected a role of clients, found "relay": there are mua, smtp-client',
  'certify --client-command x{port} --client-mode required':
    'expected a mode for --client-mode, found "required": did you mean starttls-required?',
  'certify --client-command x{port} --client-mode implicit,starttls-required':
    'expected {mode} in --client-command: it is to serve implicit, starttls-required',
  'certify --client-command imap://{port} --client-protocol pop3':
    'expected --client-protocol imap, as imap:// in the command says, found pop3',
  'certify --client-command smtps://{port} --client-mode starttls-required':
    'expected --client-mode to agree with smtps:// in the command (TLS comes first), found starttls-required',
  'certify --client-command imap://{port} --client-role smtp-client':
    'expected --client-protocol smtp with --client-role smtp-client, found imap',
  'certify --client-command smtps://{port} --client-role smtp-client':
    'expected a mode with STARTTLS with --client-role smtp-client: between relays TLS does not come first',
  'certify --client curl --check rfc3207/server/submission-starttls':
    'expected an endpoint for submission, as --check wants, found a client for submissions, a client for submission, a client for imaps, a client for imap, a client for pop3s, a client for pop3',
  'certify smtp://localhost --check rfc3207/client/ehlo-first-inside-tls':
    'expected a client, as --check wants, found smtp://localhost:25',
  'list chekcs': 'expected a catalogue, found "chekcs": did you mean checks?',
  'explain rfc3207/server/starttls-wroks':
    'expected a requirement, a check, a bug or a variant, found "rfc3207/server/starttls-wroks": did you mean rfc3207/server/starttls-works?',
  'serve --set-up tls-requird': 'expected a set-up, found "tls-requird": did you mean tls-required?',
  'serve --host 0.0.0.0':
    'expected one address of this machine for --host, found 0.0.0.0: nothing here is meant for everybody',
  'matrix --server postfx': 'expected a server of the catalogue, found "postfx": did you mean postfix?',
  'matrix --reporter junit': 'expected a reporter, found "junit": there are terminal, json, html',
  'matrix --server postfix --check rfc3207/client/ehlo-first-inside-tls':
    'expected a client, as --check wants, found smtp, submission, submissions',
  'matrix --bugs --server postfix': 'expected --bugs with --reporter only, found --server, too',
  'matrix a.json --client curl': 'expected reports or --client, found both: reports tell of what was run already',
  'diff old.json new.json': 'expected a JSON report of mailtls, but old.json does not exist',
  'diff old.json': 'expected NEW (the report of now) behind mailtls diff, found nothing',
}

describe.concurrent('What the person at the keyboard got wrong ends with 64 and one line', () => {
  test.for(Object.entries(mistakes))('mailtls %s', async ([line, told], { expect }) => {
    const { exitCode, stdout, stderr } = await mailtls(line.split(' '))
    expect({ exitCode, stdout, stderr: stderr.replace(/none\d+/, 'none{port}') }).toEqual({
      exitCode: 64,
      stdout: '',
      stderr: `mailtls: ${told}\n`,
    })
  })
})

describe('What else may be wrong is told in one line, too', () => {
  test.for(Object.entries(furtherMistakes))('mailtls %s', async ([line, told], { expect }) => {
    const error: unknown = await execute(line === '' ? [] : line.split(' ')).catch((thrown: unknown) => thrown)
    expect(isMailtlsError(error, 'usage') && error.message).toBe(told)
  })
})

describe.concurrent('What this machine lacks is told in one line, too', () => {
  test('a report directory that cannot be made', async ({ expect }) => {
    const ended = await mailtls(['certify', '--report-dir', 'package.json/reports'])
    expect(ended).toEqual({
      exitCode: 3,
      stdout: '',
      stderr: 'mailtls: expected to write the report to package.json/reports, but that fails (ENOTDIR)\n',
    })
  })

  test('a container engine', async ({ expect }) => {
    const ended = await mailtls(['certify', '--server', 'postfix'], { env: { DOCKER_HOST: 'tcp://127.0.0.1:1' } })
    expect(ended).toEqual({
      exitCode: 3,
      stdout: '',
      stderr:
        'mailtls: expected a container engine, found none: "npm run engine" sets one up on Debian and Ubuntu, or set DOCKER_HOST\n',
    })
  })

  test('a reader of stderr who goes away', async ({ expect }) => {
    const { child, ended } = start(['certfy'])
    child.stderr!.destroy()
    expect((await ended).exitCode).toBe(64)
  })

  test('a Node that is new enough', async ({ expect }) => {
    const old = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } })`
    const ended = await mailtls(['list', 'checks'], {
      node: ['--import', `data:text/javascript,${encodeURIComponent(old)}`],
    })
    expect(ended).toEqual({
      exitCode: 64,
      stdout: '',
      stderr:
        'mailtls: expected Node 22.22 or later, found 20.20.2: install it, or in a clone use npx mailtls, which runs the one of node_modules\n',
    })
  })
})
