// Builds the image of mailtls, and names it by its version.
import { engineClient } from '../../harness/container/engine.ts'
import { packageVersion } from '../package-version.ts'
import { buildMailtlsImage } from './mailtls-image.ts'

const image = await buildMailtlsImage()
const { container } = await engineClient()
await container.dockerode.getImage(image).tag({ repo: 'mailtls', tag: packageVersion() })
process.stdout.write(`mailtls:${packageVersion()} (${image})\n`)
