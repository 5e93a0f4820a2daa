import type { ServerClass } from '../../servers/reference/line-server.ts'
import type { SmtpServer } from '../../servers/reference/smtp-server.ts'

/** Lists AUTH LOGIN beside PLAIN, and takes it where it is listed: some clients know nothing else, and are judged by their TLS. */
export function withLogin(Base: ServerClass<SmtpServer>): ServerClass<SmtpServer> {
  return class extends Base {
    override listedMechanisms() {
      const listed = super.listedMechanisms()
      return listed.includes('PLAIN') ? [...listed, 'LOGIN'] : listed
    }
    override async auth(argument: string) {
      const [mechanism = '', initial] = argument.split(' ')
      if (mechanism.toUpperCase() !== 'LOGIN' || !this.listedMechanisms().includes('LOGIN')) {
        return await super.auth(argument)
      }
      const user = decoded(initial ?? (await this.asked('Username:')))
      this.user = this.withPassword(user, decoded(await this.asked('Password:')))
      return this.user === undefined
        ? '535 5.7.8 Authentication credentials invalid'
        : '235 2.7.0 Authentication successful'
    }
    async asked(question: string): Promise<string> {
      this.say(`334 ${Buffer.from(question).toString('base64')}`)
      return await this.peer.line()
    }
  }
}

function decoded(base64: string): string {
  return Buffer.from(base64, 'base64').toString()
}
