import { expect, test } from 'vitest'
import { Budget } from './budget.ts'

/** Asks for connections and notes in `granted` when they are given. */
function ask(budget: Budget, wanted: number, name: string, granted: string[]): Promise<Disposable> {
  return budget.take(wanted).then((taken) => {
    granted.push(name)
    return taken
  })
}

/** Lets everything that can go on go on. */
async function settle(): Promise<void> {
  await new Promise((done) => setImmediate(done))
}

test('As many as there are get theirs at once, the next waits', async () => {
  const budget = new Budget(2)
  const granted: string[] = []
  const first = await ask(budget, 1, 'a', granted)
  void ask(budget, 1, 'b', granted)
  void ask(budget, 1, 'c', granted)
  await settle()
  expect(granted).toEqual(['a', 'b'])
  first[Symbol.dispose]()
  await settle()
  expect(granted).toEqual(['a', 'b', 'c'])
})

test('Whoever needs several gets them at once, and not one by one', async () => {
  const budget = new Budget(3)
  const granted: string[] = []
  const [one, two] = [await budget.take(1), await budget.take(2)]
  void ask(budget, 2, 'pair', granted)
  one[Symbol.dispose]()
  await settle()
  expect(granted).toEqual([])
  two[Symbol.dispose]()
  await settle()
  expect(granted).toEqual(['pair'])
})

test('Nobody is overtaken: one that would fit waits behind one that does not', async () => {
  const budget = new Budget(3)
  const granted: string[] = []
  const held = await budget.take(2)
  void ask(budget, 3, 'large', granted)
  void ask(budget, 1, 'small', granted)
  await settle()
  expect(granted).toEqual([])
  held[Symbol.dispose]()
  await settle()
  expect(granted).toEqual(['large'])
})

test('Whoever asks for more than there are gets all, and gives back only those', async () => {
  const budget = new Budget(2)
  const granted: string[] = []
  const all = await ask(budget, 5, 'five', granted)
  void ask(budget, 1, 'one', granted)
  await settle()
  expect(granted).toEqual(['five'])
  all[Symbol.dispose]()
  void ask(budget, 1, 'two', granted)
  void ask(budget, 1, 'three', granted)
  await settle()
  expect(granted).toEqual(['five', 'one', 'two'])
})

test('Whoever is to be alone lets all others go first', async () => {
  const budget = new Budget(2)
  const granted: string[] = []
  const held = await budget.take(2)
  for (const name of ['alone', 'alone, too'])
    void ask(budget, Infinity, name, granted).then((all) => all[Symbol.dispose]())
  for (const name of ['a', 'b']) void ask(budget, 2, name, granted).then((two) => two[Symbol.dispose]())
  held[Symbol.dispose]()
  await settle()
  expect(granted).toEqual(['a', 'b', 'alone', 'alone, too'])
})

test('There are never more out than there are, and all who ask are served', async () => {
  const budget = new Budget(4)
  let out = 0
  let most = 0
  const work = async (wanted: number) => {
    using _taken = await budget.take(wanted)
    out += wanted
    most = Math.max(most, out)
    await settle()
    out -= wanted
  }
  await Promise.all(Array.from({ length: 50 }, (_, n) => work(1 + (n % 4))))
  expect(out).toBe(0)
  expect(most).toBe(4)
})

test('Whoever asks to come first comes before all that wait, and behind those who asked so before', async () => {
  const budget = new Budget(1)
  const granted: string[] = []
  const held = await budget.take(1)
  const note = async (name: string, options?: { first: boolean }) => {
    using _taken = await budget.take(1, options)
    granted.push(name)
  }
  const all = [note('usual'), note('long', { first: true }), note('as long', { first: true }), note('another')]
  held[Symbol.dispose]()
  await Promise.all(all)
  expect(granted).toEqual(['long', 'as long', 'usual', 'another'])
})
