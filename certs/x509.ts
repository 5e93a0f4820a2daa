/** Loads @peculiar/x509 on first use: its import costs about 75 ms, which commands that issue nothing need not pay. */
export async function x509() {
  await import('reflect-metadata')
  return await import('@peculiar/x509')
}
