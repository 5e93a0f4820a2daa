import { describe, expect, test } from 'vitest'
import { joinWords, splitWords } from './shell-words.ts'

describe('Words of a command', () => {
  test.for<[string, string[]]>([
    ['a  b\tc', ['a', 'b', 'c']],
    [`'a b' "c d"`, ['a b', 'c d']],
    [String.raw`a\ b "c \"d\" \n" 'e\'`, ['a b', String.raw`c "d" \n`, String.raw`e\ `.trim()]],
    [`--listen=127.0.0.1:'{port}'`, ['--listen=127.0.0.1:{port}']],
    [`'' ""`, ['', '']],
    [' ', []],
  ])('%s', ([text, words]) => {
    expect(splitWords(text)).toEqual(words)
    expect(splitWords(joinWords(words))).toEqual(words)
  })

  test('A quote that is not closed is refused', () => {
    expect(() => splitWords(`a "b c`)).toThrow('expected a closing quote in the command, found none behind: "b c')
  })
})
