import { createHash } from 'node:crypto'
import { html, raw } from 'hono/html'
import { asset } from './asset.ts'
import type { Html } from './shown.ts'

export interface Page {
  title: string
  /** what stands in `<body>`; give the main part the id `main`, for the skip link */
  body: Html
  /** JavaScript, run when the document is there; the page has to tell everything without it */
  script?: string
  /** CSS, behind that of all pages */
  style?: string
}

/**
 * A whole HTML document that needs nothing beside itself: it opens from a file, in light and in dark, and its policy lets
 * nothing run or load but its own style and script, which it names by their SHA-256.
 */
export async function page({ title, body, script, style = '' }: Page): Promise<string> {
  const css = `${asset('page/theme.css')}${style}`
  const policy = [
    "default-src 'none'",
    `style-src ${hashOf(css)}`,
    ...(script ? [`script-src ${hashOf(script)}`] : []),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  const document = await html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        ${raw(`<style>${css}</style>`)}
      </head>
      <body>
        <a class="skip" href="#main">Skip to the content</a>
        ${body} ${script && raw(`<script>${script}</script>`)}
      </body>
    </html> `
  return String(document)
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}
