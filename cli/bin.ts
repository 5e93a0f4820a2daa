#!/usr/bin/env node
// This file has to parse on every Node that knows modules, since it tells which one is needed: everything else is
// imported when that is settled.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 22)) {
  const advice = 'install it, or in a clone use npx mailtls, which runs the one of node_modules'
  console.error(`mailtls: expected Node 22.22 or later, found ${process.versions.node}: ${advice}`)
  process.exitCode = 64
} else {
  const { setFlagsFromString } = await import('node:v8')
  // what peers say is garbage soon: where room for it does not grow, a third less memory is taken
  setFlagsFromString('--semi-space-growth-factor=1')
  const { default: module } = await import('node:module')
  if (module.enableCompileCache) module.enableCompileCache()
  const { main } = await import('./main.ts')
  await main(process.argv.slice(2))
}
