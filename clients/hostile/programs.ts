import { hostile } from './hostile-client.ts'

const hangs = 'setInterval(() => {}, 1000)'
const connects = 'const socket = require("net").connect(process.argv[2], process.argv[1]).on("error", () => {});'

/** Prints 1 MB, as fast as it is read. */
const prints = `const { writeSync } = require("fs"); const chunk = Buffer.alloc(1048576, "flood of words\\n")
  const pause = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1)
  const print = (to) => { for (let at = 0; at < chunk.length;) try { at += writeSync(to, chunk, at) } catch { pause() } };`

/** Programs that take no notice of whoever has started them. */
export const programs = hostile({ kind: 'process', told: /never connected/ }, [
  {
    name: '1-gb-of-output',
    does: 'prints 1 GB and fails',
    told: /never connected: ended by us, since it printed more than \d+ bytes/,
    program: `${prints} for (let i = 0; i < 1024; i++) print(1); process.exit(1)`,
  },
  {
    name: 'output-without-end',
    does: 'prints without end',
    told: /never connected: ended by us, since it printed more than/,
    program: `${prints} for (;;) print(2)`,
  },
  {
    name: 'bytes-for-output',
    does: 'prints NULs, escapes of terminals and what is no UTF-8',
    told: /never connected: exit code 1, it said "\\x00\\x1b\[2J.*\\xfffd/,
    program: `process.stdout.write(Buffer.from("001b5b324a00c328ff9f0a", "hex"), () => process.exit(1))`,
  },
  {
    name: 'exits-at-once',
    does: 'ends at once, and says that all is well',
    told: /never connected: exit code 0/,
    program: '',
  },
  { name: 'crashes', does: 'is killed by a signal of its own', told: /ended by a signal/, program: 'process.abort()' },
  {
    name: 'never-connects',
    does: 'stays, takes no notice of SIGTERM, and never connects',
    told: /never connected: ended by us, since it hung/,
    program: `process.on("SIGTERM", () => {}); ${hangs}`,
  },
  {
    name: 'connected-for-ever',
    does: 'connects, takes no notice of SIGTERM, and stays',
    told: /says nothing, .*ended by us/,
    program: `process.on("SIGTERM", () => {}); ${connects} ${hangs}`,
  },
  {
    name: 'leaves-a-child',
    does: 'ends, and leaves a child behind that keeps its output open',
    told: /never connected: exit code 1/,
    program: `require("child_process").spawn(process.execPath, ["-e", "${hangs}"], { stdio: "inherit" }); process.exit(1)`,
  },
  {
    name: 'leaves-a-daemon',
    does: 'ends, and leaves a daemon behind that goes on connecting',
    told: /opens \d+ connections|never connected|it says nothing/,
    program: `const script = "setInterval(() => require(\\"net\\").connect(process.argv[2], process.argv[1]).on(\\"error\\", () => {}), 10)"
      const options = { stdio: "ignore", detached: true }
      require("child_process").spawn(process.execPath, ["-e", script, process.argv[1], process.argv[2]], options).unref()
      setTimeout(() => process.exit(1), 200)`,
  },
  {
    name: 'leaves-children-connected',
    does: 'ends, and leaves children behind that are connected',
    told: /opens \d+ connections|it says nothing|never connected/,
    program: `const script = "require(\\"net\\").connect(process.argv[2], process.argv[1])"
      for (let i = 0; i < 3; i++)
        require("child_process").spawn(process.execPath, ["-e", script, process.argv[1], process.argv[2]])
      setTimeout(() => process.exit(1), 500)`,
  },
])
