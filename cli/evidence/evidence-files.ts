import { join } from 'node:path'
import type { CheckResult } from '../../harness/check.ts'
import { captureOf } from '../../harness/capture/capture.ts'
import type { MailtlsError } from '../../harness/errors.ts'
import type { Recording } from '../../harness/recording.ts'
import type { CertificateFacts } from '../../harness/report/certificate.ts'
import type { Report } from '../../harness/report/report.ts'
import type { Subject } from '../../harness/subject.ts'
import { ledger } from '../../suites/ledger.ts'
import type { Evidence } from '../options/evidence.ts'
import { complain } from '../output.ts'
import { count } from '../terminal/text.ts'
import { writeDocument } from '../write-document.ts'
import { dialogueMark, dialogueText } from './dialogue-text.ts'
import { fileNameOf } from './file-name.ts'
import { type Kind, removeFormer } from './former-run.ts'

const captureMark = 'mailtls/capture/1'
/** Where each kind lies in a report directory, and what its files are known by. */
export const evidenceKinds = {
  dialogue: { folder: 'dialogues', ending: '.txt', mark: dialogueMark, markAt: 0 },
  // behind the head of the section and of its comment
  capture: { folder: 'captures', ending: '.pcapng', mark: captureMark, markAt: 28 },
} as const satisfies Record<string, Kind>
type KindName = keyof typeof evidenceKinds

/** Who may read a file with secrets. */
const ownerOnly = 0o600

interface Files {
  directory: string
  subject: Pick<Subject, 'name' | 'version'>
  wanted: Evidence
}

/** Removes the evidence that an earlier run has left in a report directory, and begins anew. Throws `not-writable`. */
export async function beginEvidence(files: Files): Promise<EvidenceFiles> {
  const dialogue = await removeFormer(files.directory, evidenceKinds.dialogue)
  return new EvidenceFiles(files, { dialogue, capture: await removeFormer(files.directory, evidenceKinds.capture) })
}

/**
 * The evidence files of one run. Each is written as soon as its check is over, so that a run that is cut short has them, too;
 * after the first that cannot be written no other is tried.
 */
class EvidenceFiles implements AsyncDisposable {
  readonly #files: Files
  readonly #taken: Record<KindName, Set<string>>
  readonly #written = new Map<string, NonNullable<CheckResult['evidence']>>()
  /** one after the other: Node looks names up in the threads that also wait for the disk */
  #writing = Promise.resolve()
  #failure?: MailtlsError

  /** `taken`: names of files that are not ours, in small letters. */
  constructor(files: Files, taken: Record<KindName, Set<string>>) {
    this.#files = files
    this.#taken = taken
  }

  /** Begins to write the evidence of a result, where it is wanted. */
  take(result: CheckResult, recording: Recording, certificates: Readonly<Record<string, CertificateFacts>>): void {
    const { wanted, subject } = this.#files
    if (this.#failure || !(wanted.all || result.verdict === 'fail' || result.verdict === 'error')) return
    const redact = (text: string) => recording.redact(text)
    const told = { result, subject, began: recording.beganAt, ledger, certificates, redact }
    this.#write('dialogue', result, dialogueText(told))
    const capture = wanted.captures && captureOf(recording, commentOn(result))
    if (capture) this.#write('capture', result, capture)
  }

  /** Begins to write what was kept of a result elsewhere. */
  adopt(kind: KindName, result: CheckResult, content: Buffer): void {
    this.#write(kind, result, content)
  }

  /** Waits until all is written, and warns of captures; the error of what could not be written. */
  async end(): Promise<MailtlsError | undefined> {
    await this[Symbol.asyncDispose]()
    const captures = [...this.#written.values()].filter(({ capture }) => capture !== undefined).length
    if (captures > 0) {
      const where = join(this.#files.directory, evidenceKinds.capture.folder)
      complain(`${count(captures, 'capture')} in ${where}: whoever reads them can read the passwords in them`)
    }
    return this.#failure
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#writing
  }

  /** A report that names what was written. */
  namedIn(report: Report): Report {
    const checks = report.checks.map((check) => {
      const evidence = this.#written.get(check.key)
      return evidence ? { ...check, evidence } : check
    })
    return { ...report, checks }
  }

  #write(kind: KindName, { key }: CheckResult, content: string | Buffer): void {
    const { folder, ending } = evidenceKinds[kind]
    const name = `${folder}/${this.#free(kind, fileNameOf(key), ending)}`
    const options = { mode: kind === 'capture' ? ownerOnly : undefined, what: 'evidence', durably: false }
    const before = this.#writing
    const write = async () => {
      await before
      if (this.#failure) return
      await writeDocument(this.#files.directory, name, content, options)
      this.#written.set(key, { ...this.#written.get(key), [kind]: name })
    }
    this.#writing = write().catch((error: MailtlsError) => void (this.#failure ??= error))
  }

  /** What is not ours is not written over, and no two results share a file. */
  #free(kind: KindName, name: string, ending: string): string {
    for (let number = 1; ; number++) {
      const file = `${name}${number === 1 ? '' : `-${number}`}${ending}`
      if (this.#taken[kind].has(file.toLowerCase())) continue
      this.#taken[kind].add(file.toLowerCase())
      return file
    }
  }
}

function commentOn({ key, verdict, reason }: CheckResult): string {
  return [
    `${captureMark} of ${key}`,
    'Keep it to yourself: it holds the secrets of its TLS sessions, and whoever reads it can read the passwords in it.',
    `${verdict}${reason ? `: ${reason.text}` : ''}`,
    'Ports of servers are shown as the usual ones of their protocols. What the operating system sends beside our bytes is filled in.',
    'Where an attack keeps Wireshark from seeing STARTTLS: Decode As, the TCP port as TLS, and the TLS port as the protocol.',
  ].join('\n')
}
