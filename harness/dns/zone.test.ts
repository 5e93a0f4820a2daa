import { describe, expect, test } from 'vitest'
import { lookUp, type Zone, type ZoneRecord } from './zone.ts'

const mail: ZoneRecord = { name: 'Mail.example.org.', type: 'A', data: '192.0.2.1' }
const zones: Zone[] = [
  { origin: 'org', signed: true, records: [{ name: 'example.org', type: 'DS', data: ds() }] },
  {
    origin: 'example.org.',
    signed: true,
    records: [
      mail,
      { name: 'www.example.org', type: 'CNAME', data: 'mail.example.org' },
      { name: 'away.example.org', type: 'CNAME', data: 'host.example.net' },
      { name: 'far.example.org', type: 'CNAME', data: 'host.example.com' },
      { name: 'none.example.org', type: 'CNAME', data: 'nothing.example.net' },
      { name: 'a.example.org', type: 'CNAME', data: 'b.example.org' },
      { name: 'b.example.org', type: 'CNAME', data: 'a.example.org' },
      { name: 'x.y.example.org', type: 'A', data: '192.0.2.2' },
    ],
  },
  { origin: 'example.net', signed: false, records: [{ name: 'host.example.net', type: 'A', data: '192.0.2.3' }] },
]

function ds() {
  return { keyTag: 1, algorithm: 13, digestType: 2, digest: '00' }
}

/** What is answered, in short. */
function ask(name: string, type: ZoneRecord['type'], from = zones) {
  const { rcode, answers, authorities, zones: used } = lookUp(from, name, type)
  return {
    rcode,
    answers: answers.map((record) => `${record.name} ${record.type}`),
    authorities: authorities.map((record) => `${record.name} ${record.type}`),
    from: used.map(({ origin }) => origin),
  }
}

describe('A zone', () => {
  test('answers with its records, whatever the case of their names', () => {
    const records = ['mail.example.org A']
    expect(ask('MAIL.example.org', 'A')).toMatchObject({ rcode: 'NOERROR', answers: records, authorities: [] })
  })

  test('says with its SOA that a name has nothing of a type', () => {
    const nothing = { rcode: 'NOERROR', answers: [], authorities: ['example.org SOA'] }
    expect(ask('mail.example.org', 'AAAA')).toMatchObject(nothing)
  })

  test('knows the names above its records', () => {
    expect(ask('y.example.org', 'A')).toMatchObject({ rcode: 'NOERROR', answers: [] })
    expect(ask('example.org', 'A')).toMatchObject({ rcode: 'NOERROR', answers: [] })
  })

  test('says with its SOA that a name is not there', () => {
    const nothing = { rcode: 'NXDOMAIN', answers: [], authorities: ['example.org SOA'] }
    expect(ask('ail.example.org', 'A')).toMatchObject(nothing)
  })

  test('has an SOA of its own, or the one that is given', () => {
    const given: ZoneRecord = { name: 'org', type: 'SOA', data: { mname: 'ns.org', rname: 'me.org', serial: 7 } }
    expect(lookUp(zones, 'org', 'SOA').answers).toMatchObject([{ data: { mname: 'org', serial: 1 } }])
    const own = lookUp([{ origin: 'org', signed: true, records: [given] }], 'org', 'SOA')
    expect(own.answers).toMatchObject([{ data: { mname: 'ns.org', serial: 7 } }])
  })

  test('leaves the DS records of the zone below to the zone above', () => {
    expect(ask('example.org', 'DS')).toMatchObject({ answers: ['example.org DS'], from: ['org'] })
    expect(ask('example.net', 'DS')).toMatchObject({ rcode: 'NOERROR', answers: [], from: ['example.net'] })
  })

  test('outside of all zones a name is refused, unless there is a root', () => {
    expect(ask('example.com', 'A')).toMatchObject({ rcode: 'REFUSED', answers: [] })
    const root = { origin: '.', signed: false, records: [] }
    expect(ask('example.com', 'A', [root, ...zones])).toMatchObject({ rcode: 'NXDOMAIN', from: ['.'] })
    expect(ask('mail.example.org', 'A', [root, ...zones])).toMatchObject({ from: ['example.org'] })
  })
})

describe('An alias', () => {
  test('is followed within a zone', () => {
    expect(ask('www.example.org', 'A')).toMatchObject({ answers: ['www.example.org CNAME', 'mail.example.org A'] })
  })

  test('is followed into another zone, which then counts too', () => {
    expect(ask('away.example.org', 'A')).toMatchObject({
      answers: ['away.example.org CNAME', 'host.example.net A'],
      from: ['example.org', 'example.net'],
    })
  })

  test('is followed to a name that is not there', () => {
    expect(ask('none.example.org', 'A')).toMatchObject({
      rcode: 'NXDOMAIN',
      answers: ['none.example.org CNAME'],
      authorities: ['example.net SOA'],
    })
  })

  test('that leads out of all zones ends the answer', () => {
    expect(ask('far.example.org', 'A')).toMatchObject({
      rcode: 'NOERROR',
      answers: ['far.example.org CNAME'],
      authorities: [],
    })
  })

  test('that leads to itself ends the answer', () => {
    expect(ask('a.example.org', 'A')).toMatchObject({ answers: ['a.example.org CNAME', 'b.example.org CNAME'] })
  })

  test('is an answer where it was asked for', () => {
    expect(ask('www.example.org', 'CNAME')).toMatchObject({ answers: ['www.example.org CNAME'] })
  })
})
