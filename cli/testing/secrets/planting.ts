import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { type Leak, leaksIn, type Planted } from '../../../harness/testing/planted.ts'
import { type Ended, start } from '../run-cli.ts'

/** A password that is new in each run, with all that has to be escaped somewhere. */
export function oddPassword(): string {
  return `Kq7-"pä\\w<&>'%41{password} ${randomBytes(6).toString('hex')}Zx`
}

/** What an account may leave behind: its password, each half of it, and what SASL PLAIN makes of it. */
export function plantedAccount(user: string, password: string): Planted[] {
  const half = Math.ceil(password.length / 2) + 1
  return [
    { name: 'the password', secret: password },
    { name: 'the first half of the password', secret: password.slice(0, half) },
    { name: 'the second half of the password', secret: password.slice(-half) },
    { name: 'the SASL response', secret: Buffer.from(`\0${user}\0${password}`).toString('base64') },
  ]
}

/** What Node keeps of our code is no artefact of a run. */
const compiled = join(tmpdir(), 'node-compile-cache')

/** A leak, and the file or the stream that it is in. */
export type Found = Leak & { where: string }

/**
 * A folder in which commands are run that know secrets. What they print is kept there, too, and so are their temporary
 * files: all of it is searched.
 */
export class Planting {
  readonly folder: string
  readonly planted: Planted[]
  readonly #temporary: string
  #runs = 0

  /** `folder` is empty, and is removed by whoever made it. */
  constructor(folder: string, planted: readonly Planted[]) {
    this.folder = folder
    this.planted = [...planted]
    this.#temporary = join(folder, 'tmp')
    mkdirSync(this.#temporary)
  }

  /** Writes a file that the commands are to read; it holds no secret. */
  write(name: string, content: string): void {
    writeFileSync(join(this.folder, name), content)
  }

  /** Runs one command line; `signal` is sent to it once it has begun to work. */
  async run(args: readonly string[], { env = {}, interrupt }: RunOptions = {}): Promise<Ended> {
    const { child, ended } = start(args, {
      cwd: this.folder,
      env: { ...env, TMPDIR: this.#temporary, NODE_COMPILE_CACHE: compiled },
    })
    if (interrupt) void interrupt.when.then(() => child.kill(interrupt.signal))
    const result = await ended
    this.keep(`run-${++this.#runs}-stdout`, result.stdout)
    this.keep(`run-${this.#runs}-stderr`, result.stderr)
    return result
  }

  /** Takes a file away and returns what was in it. */
  take(name: string): string {
    const content = this.read(name).toString()
    rmSync(join(this.folder, name))
    return content
  }

  read(name: string): Buffer {
    return readFileSync(join(this.folder, name))
  }

  /** Keeps what was shown in some other way, to be searched. */
  keep(name: string, text: string): void {
    writeFileSync(join(this.folder, name), text)
  }

  /** What is found in all that there is now, but in these folders. */
  leaks({ except = [] }: { except?: readonly string[] } = {}): Found[] {
    return this.files()
      .filter((file) => !except.some((folder) => file.startsWith(`${folder}/`)))
      .flatMap((where) => {
        const leaks = leaksIn(this.read(where), this.planted)
        return leaks.map((leak) => ({ ...leak, where }))
      })
  }

  /** All that is there, by its path. */
  files(): string[] {
    return readdirSync(this.folder, { recursive: true, withFileTypes: true })
      .filter((each) => each.isFile())
      .map((each) => relative(this.folder, join(each.parentPath, each.name)))
  }

  /** What lies about in the folder for temporary files. */
  leftovers(): string[] {
    return readdirSync(this.#temporary)
  }

  mode(file: string): number {
    return statSync(join(this.folder, file)).mode & 0o777
  }
}

interface RunOptions {
  env?: Record<string, string>
  interrupt?: { signal: NodeJS.Signals; when: Promise<unknown> }
}
