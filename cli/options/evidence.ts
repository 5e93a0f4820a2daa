import { oneOf, usage } from '../../harness/usage.ts'

const kinds = ['all', 'captures'] as const

/** What is kept beside the report: of failed checks the dialogues, always. */
export interface Evidence {
  /** of all checks, and not only of failed ones */
  all: boolean
  /** captures with the secrets of TLS sessions, too */
  captures: boolean
}

export interface EvidenceFlags {
  evidence?: string[]
  reportDir?: string
}

/** Reads `--evidence`. Throws `usage`. */
export function evidenceOf({ evidence = [], reportDir }: EvidenceFlags): Evidence {
  const wanted = evidence
    .flatMap((text) => text.split(','))
    .map((name) => oneOf('a kind of evidence', name.trim(), kinds))
  if (wanted.length > 0 && reportDir === undefined) {
    throw usage('expected --report-dir with --evidence: that is where its files go')
  }
  return { all: wanted.includes('all'), captures: wanted.includes('captures') }
}
