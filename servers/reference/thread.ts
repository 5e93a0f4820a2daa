// Runs the reference server in a thread of its own, and tells whoever started it where it is.
import { parentPort } from 'node:worker_threads'
import { startReference } from './start.ts'

const { [Symbol.asyncDispose]: _untilTheThreadEnds, ...subject } = await startReference()
parentPort!.postMessage(subject)
