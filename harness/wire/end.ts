/**
 * How the other side ended its half of the connection. While TCP is still open TLS ends by `close-notify`, by a fatal
 * `alert`, or is `refused` by our own engine, which could make nothing of what came.
 */
export type End = 'fin' | 'rst' | 'close-notify' | 'alert' | 'refused'

/** An end, as a dialogue notes it. */
export function endText(end: End, detail = ''): string {
  return {
    fin: 'closes the connection',
    rst: 'resets the connection',
    'close-notify': 'ends TLS',
    alert: `TLS alert ${detail}`,
    refused: `sends what is no TLS${detail && `: ${detail}`}`,
  }[end]
}

/** For a handshake inside TLS any end of the session below is the end of its transport. */
export function rawEndOf(end?: End): 'fin' | 'rst' | undefined {
  return end && (end === 'rst' ? 'rst' : 'fin')
}
