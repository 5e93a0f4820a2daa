/**
 * Mail servers and clients for tests, certificates for them, and the conformance checks of RFC 3207 and RFC 8314.
 * The public API; docs/library.md tells about it.
 */
export { createAuthority, type Authority, type AuthorityOptions, type Issued } from '../../certs/authority.ts'
export type { CertificateKind } from '../../certs/catalogue.ts'
export type { Names } from '../../certs/names.ts'
export type { CertificateSpec } from '../../certs/spec.ts'
export type { ClientDefinition } from '../../clients/command/command-client.ts'
export type { Check, CheckDefinition, CheckResult, ContextFor, TlsSession } from '../../harness/check.ts'
export type { Client, Mode, Outcome, Request } from '../../harness/client.ts'
export { isMailtlsError, MailtlsError } from '../../harness/errors.ts'
export type { Level } from '../../harness/requirement.ts'
export type { CertificateFacts } from '../../harness/report/certificate.ts'
export type { FailureLevel } from '../../harness/report/exit-code.ts'
export type { Compliance, Finding, Report, RequirementRow, Waiver } from '../../harness/report/report.ts'
export type { Declaration, Harm, Language, Protocol, Role, SetUp, Subject } from '../../harness/subject.ts'
export type { Reason, Verdict } from '../../harness/verdict.ts'
export { check as defineCheck } from '../check.ts'
export { allChecks as checks } from '../checks.ts'
export { ledger as requirements, type Requirement, type RequirementId } from '../ledger.ts'
export { type Difference, listBugs } from './bugs.ts'
export { certificate } from './certificate.ts'
export { certify, type CertifyOptions, type Selection } from './certify.ts'
export type { Errand, Mail, MailClient, Target } from './mail-client.ts'
export { type ClientName, clientNames, type ServerName, serverNames } from './names.ts'
export type { Server, ServerEndpoint } from './server.ts'
export {
  type ChangedClient,
  type ClientChoice,
  type CommandClient,
  type OwnClient,
  startClient,
} from './start-client.ts'
export { type ChangedServer, type ReferenceServerOptions, type ServerOptions, startServer } from './start-server.ts'
export type { Certifiable, RunningSubject } from './subject.ts'
