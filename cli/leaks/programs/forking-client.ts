import { spawn, type SpawnOptions } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync } from 'node:fs'

// A client that hangs, takes no notice of SIGTERM, and has others that do the same: TOLD, where it writes their numbers.
const [told = '', depth = '0'] = process.argv.slice(2)
process.on('SIGTERM', () => {})

async function another(options: SpawnOptions): Promise<void> {
  const child = spawn(process.execPath, [import.meta.filename, told, '1'], { stdio: 'inherit', ...options })
  await once(child, 'spawn')
}

if (depth === '0') {
  await another({})
  await another({ detached: true })
  await another({ detached: true, stdio: 'ignore' })
  // it has lost its mark, and is still in the group
  await another({ env: {} })
}
appendFileSync(told, `${process.pid}\n`)
setInterval(() => {}, 1000)
