import { describe, expect, test } from 'vitest'
import { readTemplate } from './command-template.ts'

function read(text: string) {
  return readTemplate(text, { placeholders: ['host', 'port', 'cert', 'out'], where: '--command' })
}

describe('A command with placeholders', () => {
  test('takes values after it is split, so that blanks and quotes in them do no harm', () => {
    const values = { host: `a b's`, port: '25', cert: '{port}' }
    expect(read(`x {host}:{port} "--cert {cert}" '{host}'`).expand(values)).toEqual({
      file: 'x',
      arguments: [`a b's:25`, '--cert {port}', `a b's`],
    })
  })

  test('leaves out what has no value, together with the option that it belongs to', () => {
    const words = 'x --cert {cert} --cert={cert} -v {host} {cert} if={cert} -- {cert} --out {out}'
    expect(read(words).expand({ host: 'h', out: 'o' }).arguments).toEqual([
      '-v',
      'h',
      '',
      'if=',
      '--',
      '',
      '--out',
      'o',
    ])
  })

  test('keeps its file, though it may look like an option', () => {
    expect(read('--cert {cert} {host}').expand({ host: 'h' })).toEqual({ file: '--cert', arguments: ['', 'h'] })
  })

  test('names its file, unless a placeholder does', () => {
    expect(read(`'my client' {port}`).file).toBe('my client')
    expect(read('{host}/client').file).toBeUndefined()
  })

  test('may hold the variables of a shell', () => {
    expect(read(`sh -c 'x \${HOME} {port}'`).expand({ port: '25' }).arguments).toEqual(['-c', 'x ${HOME} 25'])
  })

  test.for([
    [
      'x {prt}',
      'expected a placeholder of --command, found {prt}: did you mean {port}? there are {host} {port} {cert} {out}',
    ],
    ['x {password}', 'expected a placeholder of --command, found {password}: there are {host} {port} {cert} {out}'],
    [' ', 'expected a command for --command, found nothing'],
    [`x 'y`, `expected a closing quote in the command, found none behind: 'y`],
  ])('%s is refused', ([text, told]) => {
    expect(() => read(text!)).toThrow(told)
  })
})
