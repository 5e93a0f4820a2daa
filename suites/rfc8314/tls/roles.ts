/** Who must obey RFC 8314, 8996, 8997 and 9325: all servers but those of port 25. */
export const tlsRoles = ['submission-server', 'imap-server', 'pop3-server'] as const
