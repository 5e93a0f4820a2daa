import type { Report } from '../../harness/report/report.ts'

/** Makes one document of a report. What is in the report may be hostile: each escapes it for its own format. */
export type Render = (report: Report) => string | Promise<string>

/** What becomes a file of the report directory, by the name of its reporter: its name there, and what makes it. */
export const documents = {
  json: {
    file: 'report.json',
    load: async (): Promise<Render> => (report) => `${JSON.stringify(report, undefined, 2)}\n`,
  },
  html: {
    file: 'report.html',
    load: async (): Promise<Render> => (await import('./html/html.ts')).renderHtml,
  },
  junit: {
    file: 'junit.xml',
    load: async (): Promise<Render> => (await import('./junit/junit.ts')).renderJunit,
  },
  sarif: {
    file: 'report.sarif',
    load: async (): Promise<Render> => (await import('./sarif/sarif.ts')).renderSarif,
  },
  markdown: {
    file: 'summary.md',
    load: async (): Promise<Render> => (await import('./markdown/markdown.ts')).renderMarkdown,
  },
} as const satisfies Record<string, { file: string; load: () => Promise<Render> }>

export type Document = keyof typeof documents
export const reporterNames = ['terminal', ...(Object.keys(documents) as Document[])] as const
export type Reporter = (typeof reporterNames)[number]

/** The document that a reporter makes of a report. */
export async function render(name: Document, report: Report): Promise<string> {
  return await (
    await documents[name].load()
  )(report)
}
