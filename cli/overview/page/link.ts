import { linkTo } from '../../page/shown.ts'

/** Where the report of a subject is, by its id, or one requirement in it; undefined where there is none beside the page. */
export type Link = (subject: string, requirement?: string) => string | undefined

/** What is beside the page in a report directory. */
export const beside: Link = (subject, requirement) =>
  `reports/${subject}.html${requirement === undefined ? '' : linkTo(requirement)}`

export const nowhere: Link = () => undefined
