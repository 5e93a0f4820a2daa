import { hasEngine } from '../../../harness/container/engine.ts'
import { account } from '../../../servers/account.ts'
import { accountsBugs } from '../../../servers/bugs/accounts/list.ts'
import type { Planting } from './planting.ts'
import { everything, type Scenario } from './scenarios.ts'

/** What takes minutes. The account is ours and worthless, and looked for like any other. */
export const longScenarios: Record<string, Scenario> = {
  'the reference server, all checks': (planting) => certify(planting),

  'the reference client, all checks': (planting) => certify(planting, '--client', 'reference'),

  'each bug of logins, by the library': async (planting) => {
    plantAccount(planting)
    const { certify, startServer } = await import('../../../suites/library/mailtls.ts')
    const { failureText } = await import('../../../suites/library/failure-text.ts')
    const codes = new Set<number>()
    for (const { name, endpoint } of accountsBugs) {
      if (endpoint === 'operator') continue
      await using server = await startServer({ bug: name }, { protocols: [endpoint] })
      const report = await certify(server)
      planting.keep(`${name}.json`, JSON.stringify(report))
      planting.keep(`${name}.txt`, report.checks.map((result) => failureText(result)).join('\n'))
      codes.add(report.exitCode)
    }
    return [...codes].toSorted((a, b) => a - b)
  },

  'Dovecot in a container': (planting) => certifyInContainer(planting, '--server', 'dovecot'),

  'msmtp in a container': (planting) => certifyInContainer(planting, '--client', 'msmtp'),
}

function plantAccount(planting: Planting): void {
  const { user, password } = account
  const response = Buffer.from(`\0${user}\0${password}`).toString('base64')
  planting.planted.push({ name: 'the password', secret: password }, { name: 'the SASL response', secret: response })
}

async function certify(planting: Planting, ...args: string[]): Promise<(number | null)[]> {
  plantAccount(planting)
  return [(await planting.run(['certify', ...args, ...everything])).exitCode]
}

/** Without an engine nothing is done, which the missing exit code shows. */
async function certifyInContainer(planting: Planting, ...args: string[]): Promise<(number | null)[]> {
  return (await hasEngine()) ? await certify(planting, ...args) : []
}
