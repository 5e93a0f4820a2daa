import { join } from 'node:path'
import { TLSSocket } from 'node:tls'
import { beforeAll, expect, test } from 'vitest'
import { folderForTests } from '../../../harness/testing/folders.ts'
import { createAuthority } from '../../../certs/authority.ts'
import { listenWith } from '../../../harness/testing/listener.ts'
import { describeInBrowser } from '../../testing/browser.ts'
import { mailtls } from '../../testing/run-cli.ts'
import { sampleReport, sampleResult } from '../../testing/sample-report.ts'
import { renderHtml } from './html.ts'

const script = '<script>alert(1)</script>'
const markup = `"'><img src=x onerror=alert(2)></li></ol></details><h1>owned</h1>&lt;b&gt;`
const control = '\u001b]0;owned\u0007\u001b[31m\u009b1m\u202eevil\u2066\u0000\u0008'
const hostile = `${script}${markup}${control}`

/** An SMTP server that puts all of that wherever it may speak: greeting, extensions, replies and certificate. */
async function hostileServer() {
  const { cert, key } = await (await createAuthority()).issue('valid', { cn: script, dns: ['localhost'] })
  const converse = (socket: NodeJS.ReadWriteStream, upgrade?: () => void) =>
    socket.on('data', (bytes: Buffer) => {
      const command = bytes.toString('latin1').trim().toUpperCase()
      if (command.startsWith('EHLO')) socket.write(`250-${hostile}\r\n250-X${hostile}\r\n250 STARTTLS\r\n`)
      else if (upgrade && command === 'STARTTLS') upgrade()
      else socket.write(`500 ${hostile}\r\n`)
    })
  return await listenWith((socket) => {
    const upgrade = () => {
      socket.removeAllListeners('data').write(`220 ${hostile}\r\n`)
      converse(new TLSSocket(socket, { isServer: true, cert, key }).on('error', () => {}))
    }
    converse(socket, upgrade)
    socket.write(`220 ${hostile}\r\n`)
  })
}

const directory = folderForTests()
beforeAll(async () => {
  await using server = await hostileServer()
  const check = 'rfc3207/server/starttls-hidden-inside-tls'
  const args = ['--check', check, '--reporter', 'html', '--report-dir', directory]
  await mailtls(['certify', `smtp://127.0.0.1:${server.port}`, ...args])
})

describeInBrowser('Whatever a server says is shown as text', (open) => {
  test.for([true, false])('and nothing of it is run or marked up (JavaScript: %s)', async (javaScriptEnabled) => {
    await using opened = await open(join(directory, 'report.html'), { javaScriptEnabled })
    const { page, troubles } = opened
    const said = await page.locator('.check .dialogue').first().textContent()
    expect(said).toContain(`S: 220 ${script}${markup}`)
    expect(said).toContain('S: 250-X')
    expect(await page.locator('.certificates').textContent()).toContain(String.raw`CN=\<script\>alert(1)`)
    expect(await page.locator('html').textContent()).not.toMatch(/[^\P{C}\n]/u)
    expect(await page.locator('img, h1 + h1, script:not(body > :last-child)').count()).toBe(0)
    expect(troubles).toEqual([])
  })
})

test('Of what has no end, the end is shown, and where the whole of it is', async () => {
  const dialogue = [...Array.from({ length: 100_000 }, (_, i) => `S: 250-${i}`), `S: 250 ${'x'.repeat(1_000_000)}`]
  const page = await renderHtml(
    sampleReport([sampleResult('rfc3207/server/x', ['rfc3207-4.2-7'], 'pass', { dialogue })]),
  )
  expect(page).toContain('<li class="begins">… 99001 lines before: report.json has them</li>')
  expect(page).toContain('<li>S: 250-99999</li>')
  expect(page).toMatch(/<li>S: 250 x{3992}…<\/li>/)
  expect(page.length).toBeLessThan(400_000)
})
