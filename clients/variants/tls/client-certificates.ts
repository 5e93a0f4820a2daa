import { clientVariantFamily, implicitTlsPlaces } from '../../bugs/bug.ts'

/** RFC 8314, section 5.5: client certificates are for those who want them. */
export const showsNoCertificates = clientVariantFamily({
  name: 'shows-no-certificates',
  places: implicitTlsPlaces,
  patch: (Base) =>
    class extends Base {
      override tlsOptions() {
        return { ...super.tlsOptions(), cert: undefined, key: undefined }
      }
    },
})

/** RFC 4954, section 4 and RFC 5034, section 4: an empty response may wait for its challenge. */
export const answersTheChallenge = clientVariantFamily({
  name: 'answers-the-challenge',
  places: implicitTlsPlaces,
  patch: (Base) =>
    class extends Base {
      override async authenticate(user: string) {
        if (this.mechanism() !== 'EXTERNAL') return await super.authenticate(user)
        const answer = await this.dialogue.sasl('EXTERNAL')
        return answer.challenge === undefined ? answer : await this.dialogue.respond('')
      }
    },
})
