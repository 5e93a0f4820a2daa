// The filter with its state in the URL, deep links, the bar about a cell, and arrow keys. The page tells everything without this.

/** @param {string} selector @param {ParentNode} [from] */
const all = (selector, from = document) => /** @type {HTMLElement[]} */ ([...from.querySelectorAll(selector)])

const table = /** @type {HTMLTableElement} */ (document.getElementById('matrix'))
const form = /** @type {HTMLFormElement} */ (document.querySelector('form.filter'))
const search = /** @type {HTMLInputElement} */ (form.elements.namedItem('q'))
const told = /** @type {HTMLOutputElement} */ (form.querySelector('output'))
const bar = /** @type {HTMLElement} */ (document.querySelector('.bar'))
const names = all('.names > th', table).slice(1)
const columns = all('col', table)
const kinds = names.map((name) => name.dataset.kind)

const rows = /** @type {HTMLTableRowElement[]} */ (all('.requirement', table)).map((row) => ({
  row,
  text: `${row.cells[0]?.textContent} ${row.dataset.roles}`.toLowerCase(),
  verdicts: [...row.cells].slice(1).map((cell) => cell.classList[0] ?? ''),
}))

/** Whether a row with these verdicts is to be shown. @type {Record<string, (verdicts: string[]) => boolean>} */
const shows = {
  '': (verdicts) => verdicts.some((verdict) => verdict !== ''),
  differ: (verdicts) => verdicts.includes('fail') && verdicts.includes('pass'),
  fail: (verdicts) => verdicts.includes('fail'),
  open: (verdicts) => verdicts.includes('inconclusive') || verdicts.includes('error'),
}

/** What the form asks for, by the names of its controls. */
function asked() {
  const controls = /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll('[name]'))
  return Object.fromEntries([...controls].map(({ name, value }) => [name, value]))
}

/** Shows what the form asks for, the headings that still have rows, and how many there are. */
function filter() {
  const { q = '', show = '', kind = '' } = asked()
  const words = q.toLowerCase().split(/\s+/)
  table.dataset.without = { server: 'client', client: 'server' }[kind] ?? ''
  table.classList.toggle('searching', q.trim() !== '')
  for (const heading of all('.kinds [data-kind]', table)) heading.hidden = !['', heading.dataset.kind].includes(kind)
  let number = 0
  for (const { row, text, verdicts } of rows) {
    const seen = verdicts.filter((_, index) => kind === '' || kinds[index] === kind)
    row.hidden = !(shows[show]?.(seen) && words.every((word) => text.includes(word)))
    if (!row.hidden) number += 1
  }
  for (const section of all('.section', table)) section.hidden = !section.querySelector('.requirement:not([hidden])')
  for (const heading of all('.heading', table)) {
    const own = all(`.section.${heading.dataset.of} .requirement`, table)
    const left = own.filter((row) => !row.hidden).length
    const count = /** @type {HTMLElement} */ (heading.querySelector('.number'))
    count.textContent = left === own.length ? `(${left})` : `(${left} of ${own.length})`
  }
  told.textContent = number === rows.length ? `${number} requirements` : `${number} of ${rows.length} requirements`
}

/** Keeps what the form asks for in the URL, behind `#?`. */
function remember() {
  const query = new URLSearchParams(Object.entries(asked()).filter(([, value]) => value !== '')).toString()
  history.replaceState(null, '', `#${query && `?${query}`}`)
}

/** Does what stands behind `#`: a filter, or a requirement or subject to uncover and to go to. */
function follow() {
  const hash = location.hash.slice(1)
  if (hash === '' || hash.startsWith('?')) {
    form.reset()
    for (const [name, value] of new URLSearchParams(hash.slice(1))) {
      const control = form.elements.namedItem(name)
      if (control instanceof HTMLInputElement || control instanceof HTMLSelectElement) control.value = value
    }
    filter()
    return
  }
  const target = document.getElementById(hash)
  if (!target) return
  if (target.hidden) {
    form.reset()
    filter()
  }
  for (const heading of all('.heading', table)) {
    const fold = heading.querySelector('input')
    if (fold && target.closest(`.${heading.dataset.of}`)) fold.checked = true
  }
  const details = target.closest('details')
  if (details) details.open = true
  target.scrollIntoView({ block: target.closest('#matrix') ? 'center' : 'start', inline: 'nearest' })
}

/** What can be focused in a cell: its link, or itself. @param {Element} cell */
function focusable(cell) {
  return /** @type {HTMLElement} */ (cell.querySelector(':scope a') ?? cell)
}

/** @param {Element | EventTarget | null} target */
function cellOf(target) {
  const cell = target instanceof Element ? target.closest('.cells > *') : null
  return /** @type {HTMLTableCellElement | null} */ (cell)
}

/** Tells about a cell in the bar, and marks its column. @param {HTMLTableCellElement | null} cell */
function tell(cell) {
  const index = cell?.cellIndex ?? 0
  for (const [at, column] of columns.entries()) column.classList.toggle('lit', index > 0 && at === index)
  for (const [at, name] of names.entries()) name.classList.toggle('lit', at + 1 === index)
  const row = /** @type {HTMLTableRowElement | null | undefined} */ (cell?.closest('tbody > tr'))
  const sign = cell?.querySelector('[aria-label]')
  bar.hidden = !(row && index > 0 && (sign || row.matches('.summary tr')))
  if (bar.hidden || !cell || !row) return
  const name = names[index - 1]
  const first = document.createElement('p')
  const subject = document.createElement('b')
  subject.textContent = `${name?.dataset.title}`
  const verdict = document.createElement('span')
  verdict.className = `verdict ${cell.className}`
  verdict.textContent = sign ? `${sign.textContent} ${sign.getAttribute('aria-label')}` : cell.textContent
  first.append(subject, ` (${name?.dataset.kind}) `, verdict)
  const second = document.createElement('p')
  second.className = 'quiet'
  second.textContent = row.cells[0]?.innerText.replaceAll(/\s+/g, ' ') ?? ''
  const why = document.createElement('p')
  const reason = sign?.getAttribute('title')
  why.textContent = reason && reason !== sign?.getAttribute('aria-label') ? reason : ''
  bar.replaceChildren(first, second, why)
}

/** Steps to another row or column. @type {Record<string, (row: number, column: number) => [number, number]>} */
const steps = {
  ArrowUp: (row, column) => [row - 1, column],
  ArrowDown: (row, column) => [row + 1, column],
  ArrowLeft: (row, column) => [row, column - 1],
  ArrowRight: (row, column) => [row, column + 1],
  Home: (row) => [row, 0],
  End: (row) => [row, names.length],
}

/** @param {KeyboardEvent} event */
function move(event) {
  const cell = cellOf(event.target)
  const step = steps[event.key]
  if (!cell || !step || event.ctrlKey || event.metaKey || event.altKey) return
  const here = /** @type {HTMLTableRowElement} */ (cell.parentElement)
  const seen = /** @type {HTMLTableRowElement[]} */ (all('.cells', table)).filter((row) => row.offsetParent)
  event.preventDefault()
  /** @param {[number, number]} place */
  const cellAt = ([row, column]) => seen[row]?.cells[column]
  let place = step(seen.indexOf(here), cell.cellIndex)
  // columns of a kind that is hidden are passed over
  while (cellAt(place)?.offsetParent === null) place = step(...place)
  const next = cellAt(place)
  if (next) focus(next)
}

/** Focuses a cell, which Tab comes back to. @param {HTMLTableCellElement} cell */
function focus(cell) {
  for (const before of all('[tabindex="0"]', table)) before.tabIndex = -1
  const target = focusable(cell)
  target.tabIndex = 0
  target.focus()
}

// one stop for Tab instead of thousands: arrow keys lead on from there
table.setAttribute('role', 'grid')
for (const cell of all('.cells > *', table)) focusable(cell).tabIndex = -1
focusable(/** @type {Element} */ (table.querySelector('.summary td'))).tabIndex = 0

form.hidden = false
form.addEventListener('input', () => (filter(), remember()))
form.addEventListener('submit', (event) => event.preventDefault())
table.addEventListener('keydown', move)
table.addEventListener('pointerover', (event) => tell(cellOf(event.target)))
table.addEventListener('pointerleave', () => tell(cellOf(document.activeElement)))
table.addEventListener('focusin', (event) => tell(cellOf(event.target)))
table.addEventListener('focusout', () => tell(null))
addEventListener('hashchange', follow)
addEventListener('keydown', (event) => {
  const typing = event.target instanceof HTMLInputElement && event.target.type === 'search'
  if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return
  event.preventDefault()
  search.focus()
  search.select()
})
follow()
