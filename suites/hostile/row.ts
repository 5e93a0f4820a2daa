import type { Verdict } from '../../harness/verdict.ts'

/** What one of our two sides did when it met one hostile peer: a row of the table in docs/hostile-peers.md. */
export interface HostileRow {
  /** the peer's name, as `--only` takes it */
  peer: string
  /** which side the peer is on: a hostile server meets the checks of servers, a hostile client those of clients */
  side: 'server' | 'client'
  protocol: string
  /** one clause in plain words, without full stop */
  does: string
  ran: Ran
  /** how many results there were of each verdict */
  verdicts: Partial<Record<Verdict, number>>
  /** the longest time that one check took, in ms */
  slowestMs: number
  /** all of it, in ms */
  wholeMs: number
  /** the highest resident set of the process that judged, in MB of 1024² bytes */
  peakRssMb: number
  /** what the user is told of the peer, on one line */
  message: string
  /** what went against the bounds, or against what is known of the peer; empty where all is well */
  faults: readonly string[]
}

export type Ran = 'greeting, upgrade, injection' | 'whole certification'

/** The rows of one side, for the peers that are wanted by name; measured one after the other, as they are asked for. */
export type HostileRows = (wanted: (peer: string) => boolean) => AsyncIterable<HostileRow>
