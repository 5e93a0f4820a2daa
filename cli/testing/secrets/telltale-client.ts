import { readFileSync, statSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

// A client that submits a message, unless it has a key, and then tells all that it was told: PORT USER PASSWORD CA MESSAGE CERT
// KEY. It logs in with a password of its own where its environment holds one.
const [port = '', user = '', given = '', ca = '', message = '', , key] = process.argv.slice(2)
const password = process.env.OWN_PASSWORD ?? given
const wide = (path: string) => (statSync(path).mode & 0o777).toString(8)

process.on('exit', () => {
  if (key) writeSync(1, `${readFileSync(key, 'utf8')}modes of its files: ${wide(dirname(key))} ${wide(key)}\n`)
  writeSync(1, `config: { user: "${user}", pass: ${JSON.stringify(password)} }\n`)
  writeSync(2, `AUTH PLAIN ${Buffer.from(`\0${user}\0${password}`).toString('base64')}\n`)
  if (key) writeSync(2, `${readFileSync(key, 'utf8').split('\n')[2]}\n`)
  else writeSync(2, `${'-'.repeat(250)} PASS ${password}\n`)
  process.exitCode = 7
})

if (key) process.exit()
process.argv.splice(2, Infinity, port, user, password, ca, message)
await import('../vendor-client.ts').catch(() => process.exit())
