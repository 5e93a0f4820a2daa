/** The clauses that RFC 5321, section 4.4 has itself, and in this order. */
export const ownClauses: readonly string[] = ['from', 'by', 'via', 'with', 'id', 'for']

/** Those, and the additional ones that IANA has registered: RFC 8314, section 7.4, and RFC 6710, section 3. */
export const registeredClauses: readonly string[] = [...ownClauses, 'tls', 'group', 'priority']
