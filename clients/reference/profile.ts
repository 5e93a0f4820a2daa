import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Service } from './directory.ts'

/** A server of an account, as it worked when the account was set up. */
export interface AccountServer extends Pick<Service, 'label' | 'language' | 'implicit' | 'host' | 'port' | 'signed'> {
  /** the user name that it takes, once that is known */
  user?: string
  /** the certificate that the user has accepted for this host, by its SHA-256 */
  pin?: string
}

/** What the user demands of an account: the minimum of RFC 8314, section 5.2; TLS with what was accepted; nothing. */
export type Demand = 'minimum' | 'tls' | 'nothing'

export interface Account {
  address: string
  demand: Demand
  servers: AccountServer[]
}

/** What is remembered between two launches: accounts, by address. */
export class Profile {
  readonly #file: string

  constructor(folder: string) {
    this.#file = join(folder, 'accounts.json')
  }

  async all(): Promise<Record<string, Account>> {
    try {
      return JSON.parse(await readFile(this.#file, 'utf8')) as Record<string, Account>
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {}
      throw error
    }
  }

  async account(address: string): Promise<Account | undefined> {
    return (await this.all())[address.toLowerCase()]
  }

  async keep(account: Account): Promise<void> {
    await mkdir(join(this.#file, '..'), { recursive: true })
    const all = { ...(await this.all()), [account.address.toLowerCase()]: account }
    await writeFile(this.#file, `${JSON.stringify(all, undefined, 2)}\n`)
  }
}
