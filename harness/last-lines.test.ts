import { expect, test } from 'vitest'
import { lastLinesOf } from './last-lines.ts'

test('The last lines of what a program said are told', () => {
  expect(lastLinesOf('one\ntwo\r\n  three\n\n', 2)).toEqual(['two', 'three'])
  expect(lastLinesOf('', 2)).toEqual([''])
})

test.each([
  [
    '/srv/client.js:3\n  c.STLS()\n    ^\n\nTypeError: c.STLS is not a function\n    at run (/srv/client.js:3:5)\n    at main\n\nNode.js v24.21.0\n',
    'TypeError: c.STLS is not a function',
  ],
  [
    "t.rb:1:in `x': no (RuntimeError)\n\tfrom t.rb:3:in `y'\n\tfrom t.rb:5:in `<main>'\n",
    "t.rb:1:in `x': no (RuntimeError)",
  ],
  [
    'Exception in thread "main" java.io.IOException: no\n\tat a.B.c(B.java:1)\n\t... 3 more\n',
    'Exception in thread "main" java.io.IOException: no',
  ],
  ['Traceback (most recent call last):\n  File "c.py", line 1\nssl.SSLError: no\n', 'ssl.SSLError: no'],
])('Behind an error nobody looks for its trace: %j', (output, telling) => {
  expect(lastLinesOf(output, 1)).toEqual([telling])
})

test('Who says nothing but a trace has said that', () => {
  expect(lastLinesOf('    at run (x.js:1:1)\n', 1)).toEqual(['at run (x.js:1:1)'])
})
