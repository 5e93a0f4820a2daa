// Lets the image of mailtls certify the image of the reference server, over a network that holds these two containers alone.
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { createAuthority } from '../../certs/authority.ts'
import type { Report } from '../../harness/report/report.ts'
import type { SetUp } from '../../harness/subject.ts'
import { account, accountNames } from '../../servers/account.ts'
import { buildReferenceImage, imageCommand } from '../../servers/reference/image/build.ts'
import { imagePorts } from '../../servers/reference/image/ports.ts'
import { buildMailtlsImage } from './mailtls-image.ts'

const host = 'reference'
const reporters = ['json', 'html', 'junit', 'sarif', 'markdown']

/** Returns once the last of the reference's ports is open. */
const untilItServes = `
  const { connect } = require('node:net')
  const look = () => connect(${lastPort()}).on('connect', () => process.exit()).on('error', () => setTimeout(look, 20))
  look()`

const [mailtls, reference] = [await buildMailtlsImage(), await buildReferenceImage()]
const name = `mailtls-${process.pid}`
await docker('network', 'create', name)
const folder = await mkdtemp(join(tmpdir(), 'mailtls-from-image-'))
const made: string[] = []
try {
  await writeFiles(join(folder, 'files'))
  const server = await container(['--network', name, '--network-alias', host, reference, ...imageCommand], '/tls')
  await docker('start', server)
  await docker('exec', server, 'node', '--eval', untilItServes)
  const options = ['--config', 'files/mailtls.yaml', '--report-dir', 'report', '--reporter', reporters.join(',')]
  const variables = ['--env', `PASSWORD=${account.password}`]
  const client = await container(
    ['--network', name, ...variables, mailtls, 'certify', ...options],
    '/home/mailtls/files',
  )
  const { exitCode, all } = await execa('docker', ['start', '--attach', client], { reject: false, all: true })
  await docker('cp', `${client}:/home/mailtls/report`, folder)
  await tell(join(folder, 'report'), { exitCode, all })
} finally {
  if (made.length > 0) await docker('rm', '--force', ...made)
  await docker('network', 'rm', name)
  await rm(folder, { recursive: true })
}

/** Certificates of both sides, and where the server listens in each set-up. */
async function writeFiles(to: string): Promise<void> {
  await mkdir(to)
  const authority = await createAuthority()
  const [server, client] = [
    await authority.issue('valid', { dns: [host] }),
    await authority.issue('client', accountNames),
  ]
  const bySetUp: Partial<Record<SetUp, string[]>> = {}
  for (const [protocol, ports] of Object.entries(imagePorts)) {
    for (const [setUp, port] of Object.entries(ports))
      (bySetUp[setUp as SetUp] ??= []).push(`${protocol}://${host}:${port}`)
  }
  const { default: endpoints, ...setUps } = bySetUp
  const config = {
    endpoints,
    setUps,
    accounts: [{ user: account.user, 'password-env': 'PASSWORD' }],
    mailbox: account.mailbox,
    trust: 'ca.pem',
    clientCertificates: { accepted: { cert: 'client.pem', key: 'client-key.pem' } },
    allow: 'all',
  }
  const files = {
    'cert.pem': server.cert,
    'key.pem': server.key,
    'ca.pem': authority.certificate,
    'client.pem': client.cert,
    'client-key.pem': client.key,
    'mailtls.yaml': JSON.stringify(config), // which is YAML
  }
  for (const [file, content] of Object.entries(files)) await writeFile(join(to, file), content)
}

function lastPort(): number {
  return Object.values(imagePorts)
    .flatMap((ports) => Object.values(ports))
    .at(-1)!
}

/** Creates a container that finds the files there; its id. */
async function container(args: readonly string[], target: string): Promise<string> {
  const id = await docker('create', ...args)
  made.push(id)
  await docker('cp', join(folder, 'files'), `${id}:${target}`)
  return id
}

async function docker(...args: string[]): Promise<string> {
  return (await execa('docker', args)).stdout.trim()
}

/** Fails unless the report is there in all its forms, whole, and finds nothing wrong. */
async function tell(directory: string, { exitCode, all }: { exitCode?: number; all: string }): Promise<void> {
  const files = await readdir(directory).catch(() => [])
  if (files.length < reporters.length)
    throw new Error(`expected ${reporters.join(', ')}, found ${files.join(', ')}: ${all}`)
  const report = JSON.parse(await readFile(join(directory, 'report.json'), 'utf8')) as Report
  const { subject, compliance, summary, findings, problems } = report
  process.stdout.write(
    `${JSON.stringify({ image: mailtls, exitCode, compliance, summary, findings, problems, files })}\n`,
  )
  const served = Object.keys(imagePorts).length
  if (exitCode !== 0 || findings.length > 0 || subject.endpoints.length !== served) process.exitCode = 1
}
