import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { packageRoot } from '../../harness/package-root.ts'
import { generatedDocuments } from './documents.ts'

test.for(Object.entries(generatedDocuments))('docs/%s is what the sources make of it', ([name, make]) => {
  const written = readFileSync(join(packageRoot(), 'docs', name), 'utf8')
  expect(written === make(), `docs/${name} is stale: run npm run docs`).toBe(true)
})
