import { type Recording } from '../recording.ts'
import type { RecordData, RecordType } from './records.ts'
import { type Lookup, serviceLabels, type Services } from './services.ts'

/** What DNS answered, as far as a dialogue tells of it. */
type Answered<T extends RecordType> = Pick<Lookup<T>, 'name' | 'outcome' | 'authenticated' | 'failure'> & {
  records: readonly { data: RecordData[T] }[]
}

/** Tells in a check's dialogue what DNS was asked and what it answered, each question once. */
export class DnsTranscript {
  readonly #recording: Recording
  readonly #told = new Set<string>()
  #connection?: number

  constructor(recording: Recording) {
    this.#recording = recording
  }

  services({ labels, mx, targets, tlsa }: Services): void {
    this.answer(mx, 'MX')
    for (const { records, outcome, ...service } of serviceLabels.map((label) => labels[label])) {
      const found = records.map(({ ttl: _ttl, ...data }) => ({ data }))
      this.answer({ ...service, outcome: outcome === 'not-offered' ? 'found' : outcome, records: found }, 'SRV')
    }
    for (const { addresses, aliased, canonicalName, ...target } of targets) {
      const records = [...(aliased ? [`alias of ${canonicalName}`] : []), ...addresses].map((data) => ({ data }))
      this.answer({ ...target, records }, 'A')
    }
    for (const answer of tlsa) this.answer(answer, 'TLSA')
  }

  answer<T extends RecordType>({ name, outcome, records, authenticated, failure }: Answered<T>, type: T): void {
    const question = `${name} ${type}`
    if (this.#told.has(question)) return
    this.#told.add(question)
    this.#connection ??= this.#recording.nextConnection()
    const found = records.map(({ data }) => textOf(data)).join('; ')
    const signed = authenticated ? ', authenticated' : ''
    this.#say('C', `asks DNS for ${question}`)
    this.#say('S', failure ? failure.text : `${found || outcome}${signed}`)
  }

  #say(side: 'C' | 'S', text: string): void {
    this.#recording.add(this.#connection!, side, { layer: 'note', text })
  }
}

function textOf(data: RecordData[RecordType]): string {
  return typeof data === 'string' ? data : Object.values(data).join(' ')
}
