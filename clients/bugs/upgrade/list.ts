import type { ClientBug } from '../bug.ts'
import { carriesOnWithBrokenTrust, startsTlsBehind454, takesTheFirstStatusOfAGroup } from './answers-to-starttls.ts'
import { pipelinesBehindStarttls, speaksBeforeTheHandshake } from './behind-starttls.ts'
import {
  asksNoCapabilityAgain,
  awaitsASecondGreeting,
  beginsWithNoop,
  goesByTheFirstList,
  goesOnWhenTlsEnds,
  leavesOutEhlo,
  startsTlsTwice,
} from './inside-tls.ts'
import { asksBeforeItJudges, closesWithoutQuit, judgesAfterLogin } from './judgement.ts'
import {
  knowsNoPlain,
  knowsNoSasl,
  logsInBeforeStarttls,
  logsInThoughDisabled,
  looksForMailBeforeStarttls,
} from './logins.ts'
import { asksInTheFirstSessionOnly } from './second-session.ts'
import { givesTlsUpForGood, knowsNoModeBetween, wantsTheSameList } from './policy.ts'

/** Faults in the dialogue by which a client gets TLS, and in what it says before and behind. */
export const upgradeBugs: readonly ClientBug[] = [
  ...pipelinesBehindStarttls,
  ...speaksBeforeTheHandshake,
  startsTlsBehind454,
  takesTheFirstStatusOfAGroup,
  carriesOnWithBrokenTrust,
  asksBeforeItJudges,
  closesWithoutQuit,
  ...judgesAfterLogin,
  ...goesOnWhenTlsEnds,
  ...startsTlsTwice,
  awaitsASecondGreeting,
  beginsWithNoop,
  ...leavesOutEhlo,
  goesByTheFirstList,
  asksNoCapabilityAgain,
  ...asksInTheFirstSessionOnly,
  knowsNoModeBetween,
  wantsTheSameList,
  givesTlsUpForGood,
  ...logsInThoughDisabled,
  knowsNoSasl,
  ...knowsNoPlain,
  ...logsInBeforeStarttls,
  ...looksForMailBeforeStarttls,
]
