import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { AccountRequest, ServerRequest } from '../../harness/client.ts'
import { commandClient } from './command-client.ts'

const forever = new AbortController().signal

/** Prints its arguments, and what is in those that name files. */
const prints = `'${process.execPath}' -e '
  const { readFileSync, statSync } = require("fs")
  const read = (word) => word.startsWith("/tmp") || word.startsWith(require("os").tmpdir()) ? tell(word) : word
  const tell = (path) => { try { return [path, readFileSync(path, "utf8"), (statSync(path).mode & 511).toString(8)] } catch { return [path] } }
  console.log(JSON.stringify(process.argv.slice(1).map(read)))' --`

const common = { user: 'me', password: `p'a s"s`, trust: 'TRUSTED', profile: 'PROFILE' }
const submission: ServerRequest = {
  ...common,
  task: 'submit',
  language: 'smtp',
  mode: 'starttls-required',
  host: 'localhost',
  port: 587,
  message: 'Subject: x\r\n\r\n',
  from: 'a@x.test',
  to: 'b@x.test',
}
const account: AccountRequest = { ...common, task: 'set-up', address: 'me@example.org', consent: true }

describe.concurrent('A client that commands start', () => {
  test('is told what it is asked to do, with files that nobody else may read and that are removed', async ({
    expect,
  }) => {
    const words = '{host} {port} {mode} {user} {password} {from} {to} {ca} {message} {out}'
    const { perform } = commandClient({ role: 'mua', submit: { 'starttls-required': `${prints} ${words}` } })
    const { output, ...outcome } = await perform(submission, forever)
    expect(outcome).toEqual({ exitCode: 0, success: true })
    const told = JSON.parse(output) as [string, string, string][]
    const plain = ['localhost', '587', 'starttls-required', 'me', `p'a s"s`, 'a@x.test', 'b@x.test']
    expect(told.slice(0, 7)).toEqual(plain)
    expect(told.slice(7).map(([, ...rest]) => rest)).toEqual([['TRUSTED', '600'], ['Subject: x\r\n\r\n', '600'], []])
    expect(existsSync(dirname(told[7]![0]))).toBe(false)
  })

  test('is told of the certificate and the resolver where it can be, and where there are some', async ({ expect }) => {
    const submit = { 'starttls-required': `${prints} {port} --cert {cert} --key {key} --dns {resolver}` }
    const { perform, takes } = commandClient({ role: 'mua', submit })
    expect(takes).toEqual(['client-certificate', 'resolver'])
    expect(JSON.parse((await perform(submission, forever)).output)).toEqual(['587'])
    const more = { clientCertificate: { cert: 'CERT', key: 'KEY' }, resolver: { host: '::1', port: 5353 } }
    const [, ...told] = JSON.parse((await perform({ ...submission, ...more }, forever)).output) as unknown[]
    const file = (content: string) => [expect.any(String), content, '600']
    expect(told).toEqual(['--cert', file('CERT'), '--key', file('KEY'), '--dns', '[::1]:5353'])
  })

  test('sets up accounts, and uses them', async ({ expect }) => {
    const connect = `${prints} {profile} {consent}`
    const { perform, speaks, can } = commandClient({
      role: 'mua',
      'set-up': `${prints} {address} {consent} {profile} {reduced}`,
      connect,
    })
    expect({ speaks, can }).toEqual({ speaks: {}, can: ['set-up', 'connect'] })
    const told = async (request: AccountRequest) => JSON.parse((await perform(request, forever)).output) as unknown
    expect(await told(account)).toEqual(['me@example.org', 'yes', 'PROFILE', 'no'])
    expect(await told({ ...account, reduced: true })).toEqual(['me@example.org', 'yes', 'PROFILE', 'yes'])
    expect(await told({ ...account, task: 'connect', consent: false })).toEqual(['PROFILE', 'no'])
  })

  test('has the modes and the tasks that it has commands for', async ({ expect }) => {
    const client = commandClient({
      role: 'mua',
      submit: { implicit: 'a {port}', default: 'b {port} {cert}' },
      fetch: { imap: { 'starttls-if-possible': 'c {port}' }, pop3: { cleartext: 'd {port}' } },
      unpin: 'e {profile} {resolver}',
      patterns: { warning: /w/ },
      maximumLaunches: 2,
    })
    expect(client).toMatchObject({
      speaks: { smtp: ['implicit', 'default'], imap: ['starttls-if-possible'], pop3: ['cleartext'] },
      can: ['submit', 'fetch', 'unpin'],
      takes: [],
      patterns: { warning: /w/ },
      reaches: { address: '127.0.0.1', host: 'localhost' },
      maximumLaunches: 2,
    })
    expect(commandClient({ role: 'mua', submit: { implicit: 'a {port}' }, host: 'mail.test' }).reaches).toEqual({
      address: '127.0.0.1',
      host: 'mail.test',
    })
    expect(await client.perform(submission, forever)).toEqual({
      ended: 'not-started',
      success: false,
      output: 'there is no command to submit by SMTP in the mode starttls-required',
    })
  })

  test('that cannot be told to demand less is not asked to', async ({ expect }) => {
    const { perform } = commandClient({ role: 'mua', 'set-up': `${prints} {address}` })
    expect(await perform({ ...account, reduced: true }, forever)).toEqual({
      ended: 'not-started',
      success: false,
      output: 'the command to set-up has no {reduced}: it cannot be told to demand less',
    })
  })

  test('fails by its exit code, by a signal, by us, or by not being there', async ({ expect }) => {
    const outcome = async (command: string, signal = forever) =>
      await commandClient({ role: 'mua', submit: { 'starttls-required': command } }).perform(submission, signal)
    expect(await outcome(`sh -c 'echo no >&2; exit 60' {port}`)).toEqual({
      exitCode: 60,
      success: false,
      output: 'no\n',
    })
    expect(await outcome(`sh -c 'kill -KILL $$' {port}`)).toEqual({ ended: 'by-signal', success: false, output: '' })
    expect(await outcome(`sh -c 'sleep 60' {port}`, AbortSignal.timeout(100))).toEqual({
      ended: 'by-us',
      success: false,
      output: '',
    })
    expect(await outcome('./nonesuch {port}')).toMatchObject({ ended: 'not-started', success: false })
  })
})

test('Commands say which placeholders they may have', () => {
  const set = (definition: object) => () => commandClient({ role: 'mua', ...definition })
  expect(set({ submit: { implicit: 'x {port} {address}' } })).toThrow(
    'expected a placeholder of submit.implicit, found {address}',
  )
  expect(set({ connect: 'x {port}' })).toThrow('expected a placeholder of connect, found {port}')
  expect(set({ fetch: { imap: { implicit: 'x' } } })).toThrow(
    'expected {port} in fetch.imap.implicit: the client has to be told where to connect',
  )
})
