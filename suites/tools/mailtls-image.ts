import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { imageOf } from '../../harness/container/image.ts'
import { packageRoot } from '../../harness/package-root.ts'

/**
 * Builds the image of mailtls from what its package holds, unless the engine has it; returns its name. npm finds its
 * registry from inside as it does on this machine.
 */
export async function buildMailtlsImage(): Promise<string> {
  const root = packageRoot()
  const folder = await mkdtemp(join(tmpdir(), 'mailtls-image-'))
  try {
    // compiles, too
    const { stdout } = await execa('npm', ['pack', '--json', '--pack-destination', folder], { cwd: root })
    const tarball = join(folder, fileNameIn(stdout))
    await execa('tar', ['-xzf', tarball, '--strip-components=1', '-C', folder])
    await rm(tarball)
    for (const file of ['Dockerfile', '.dockerignore', 'package-lock.json']) {
      await cp(join(root, file), join(folder, file))
    }
    await tellWayToRegistry(folder)
    return await imageOf('mailtls', folder, { everything: true })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The build prints before npm does. */
function fileNameIn(printed: string): string {
  const [{ filename }] = JSON.parse(printed.slice(printed.lastIndexOf('\n[') + 1)) as [{ filename: string }]
  return filename
}

const passedOn = ['registry', 'proxy', 'https-proxy', 'noproxy'] as const

/** Writes npm's settings where the Dockerfile reads them; tokens are left out, and no setting gets into the final image. */
async function tellWayToRegistry(folder: string): Promise<void> {
  const { stdout } = await execa('npm', ['config', 'list', '--json'], { cwd: packageRoot() })
  const settings = JSON.parse(stdout) as Record<string, unknown>
  const lines = passedOn.flatMap((name) => {
    const values = [settings[name]].flat().filter((value) => typeof value === 'string' && value !== '')
    return values.length > 0 ? [`${name}=${values.join(',')}`] : []
  })
  if (typeof settings.cafile === 'string') {
    await cp(settings.cafile, join(folder, 'npm-ca.pem'))
    lines.push('cafile=/opt/mailtls/npm-ca.pem')
  }
  await writeFile(join(folder, '.npmrc'), `${lines.join('\n')}\n`)
}
