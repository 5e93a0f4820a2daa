import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../harness/package-root.ts'
import { generatedDocuments } from './documents.ts'

for (const [name, make] of Object.entries(generatedDocuments)) writeFileSync(join(packageRoot(), 'docs', name), make())
