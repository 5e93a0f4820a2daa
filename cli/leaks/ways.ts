import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Holdings } from './holdings.ts'
import type { Place } from './place.ts'
import type { Exit, Run, RunIn, Way } from './way.ts'

const bin = join(import.meta.dirname, '../bin.ts')
const words = (...file: string[]) => `'${process.execPath}' '${join(import.meta.dirname, ...file)}'`
const vendorClient = `${words('../testing/vendor-client.ts')} {port} {user} {password} {ca} {message}`
const vendorServer = `${words('../testing/vendor-server.ts')} {setup} {port} {cert} {key} {ca}`
const forking = ({ told }: Place) => `${words('programs/forking-client.ts')} '${told}' 0 {port}`

const aServerCheck = ['--check', 'rfc3207/server/starttls-works', '--allow-undecided']
const aClientCheck = ['--check', 'rfc3207/client/ehlo-first-inside-tls', '--allow-undecided']

/** Certifies, with every reporter and all evidence. */
function certify({ report }: Place, exit: Exit, ...args: string[]): Run {
  const told = ['--report-dir', report, '--reporter', 'terminal,json,html,junit,sarif,markdown', '--evidence', 'all']
  return { args: [bin, 'certify', ...args, ...told], exit }
}

/** The same where the report cannot be written, which shows when all else is over. */
function certifyInVain(place: Place, ...args: string[]): Run {
  mkdirSync(join(place.report, 'report.json'), { recursive: true })
  return certify(place, 3, ...args)
}

/** A short run with one check, one that fails to write its report, and a long one with all checks. */
function certified(named: readonly string[], check: readonly string[]): Way['runs'] {
  return {
    success: (place) => certify(place, 0, ...named, ...check),
    error: (place) => certifyInVain(place, ...named, ...check),
    long: (place) => certify(place, 0, ...named),
  }
}

const matrix = (exit: Exit, ...args: string[]): RunIn => {
  return ({ report }) => ({
    args: [bin, 'matrix', ...args, '--report-dir', report, '--reporter', 'terminal,html'],
    exit,
  })
}

const hasFiles = ({ files }: Holdings) => files.size > 0
const hasContainer = ({ containers }: Holdings) => containers.size > 0
/** The command itself and the four that it starts. */
const hasForked = ({ processes }: Holdings) => processes.size >= 5

/** The ways of the command line that need nothing but this machine. */
export const commandWays: readonly Way[] = [
  {
    name: 'certify',
    runs: {
      ...certified([], aServerCheck),
      success: (place) => certify(place, 0),
      failure: (place) =>
        certify(place, 1, '--server', 'smtp-server-3.18', '--check', 'rfc3207/server/injection-partial-line'),
    },
    isUnderWay: ({ sockets }) => sockets.size > 30,
  },
  {
    name: 'certify --client reference',
    runs: certified(['--client', 'reference'], aClientCheck),
    isUnderWay: hasFiles,
  },
  {
    name: 'certify --client nodemailer',
    runs: certified(['--client', 'nodemailer'], aClientCheck),
    isUnderWay: ({ processes }) => processes.size > 0,
  },
  {
    name: 'certify --client-command',
    runs: {
      ...certified(['--client-command', vendorClient], aClientCheck),
      failure: (place) =>
        certify(place, 2, '--client-command', forking(place), '--timeout', '1500', ...aClientCheck.slice(0, 2)),
      long: (place) => certify(place, 2, '--client-command', forking(place), '--timeout', '60000', ...aClientCheck),
    },
    isUnderWay: hasForked,
  },
  {
    name: 'certify --server-command',
    runs: {
      ...certified(['--server-command', vendorServer, '--protocol', 'submission'], aServerCheck),
      failure: (place) => certify(place, 2, '--server-command', 'sh -c exit\\ 1 {port}', '--protocol', 'smtp'),
      long: (place) => certify(place, 2, '--server-command', forking(place), '--protocol', 'smtp'),
    },
    isUnderWay: hasForked,
  },
  {
    name: 'serve',
    runs: {
      error: () => ({ args: [bin, 'serve', '--protocol', 'smtp', '--host', '192.0.2.1'], exit: 3 }),
      long: () => ({ args: [bin, 'serve'], exit: 0 }),
    },
    isUnderWay: (_, output) => output.includes('"ready":true'),
    exits: { SIGINT: 0, 'SIGINT twice': 0, SIGTERM: 0, SIGHUP: 0 },
    next: (place) => certify(place, 0, ...aServerCheck),
  },
  {
    name: 'matrix',
    runs: {
      success: matrix(0, '--server', 'reference', '--client', 'reference', ...aServerCheck.slice(0, 2)),
      long: matrix(0, '--server', 'reference', '--client', 'reference'),
    },
    isUnderWay: hasFiles,
  },
  {
    name: 'matrix --bugs',
    runs: { long: () => ({ args: [bin, 'matrix', '--bugs'], exit: 0 }) },
    isUnderWay: ({ files, sockets }) => files.size > 0 && sockets.size > 60,
    next: (place) => certify(place, 0, ...aServerCheck),
  },
]

/**
 * Those that need a container engine: a server is ended while its container starts, a client while it is launched there.
 * `image` is one whose containers have a volume of their own, and serve submission on port 587.
 */
export function containerWays(image: string): readonly Way[] {
  const way = (
    name: string,
    named: readonly string[],
    check: readonly string[],
    isUnderWay: Way['isUnderWay'],
  ): Way => {
    return { name, needsEngine: true, runs: certified(named, check), isUnderWay }
  }
  return [
    way('certify --server dovecot', ['--server', 'dovecot'], aServerCheck, hasContainer),
    way('certify --client msmtp', ['--client', 'msmtp'], aClientCheck, hasFiles),
    way('certify --image', ['--image', image, '--port', 'submission=587'], aServerCheck, hasContainer),
  ]
}
