import type { Change } from '../../servers/bugs/bug.ts'

/** For each recording check of this group, by the end of its id, a server on which it sees something else than on the reference. */
export const accountsOthers: Record<string, Change> = {}
