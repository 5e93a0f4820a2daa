// The filter, its state in the URL, deep links and buttons that copy. The page tells everything without this.

/** @param {string} selector @param {ParentNode} [from] */
const all = (selector, from = document) => /** @type {HTMLElement[]} */ ([...from.querySelectorAll(selector)])

const form = /** @type {HTMLFormElement} */ (document.querySelector('form.filter'))
const search = /** @type {HTMLInputElement} */ (form.elements.namedItem('q'))
const told = /** @type {HTMLOutputElement} */ (form.querySelector('output'))

const rows = all('details.requirement').map((row) => ({
  row,
  text: all('summary, .elsewhere', row)
    .map((part) => part.textContent)
    .join(' ')
    .toLowerCase(),
}))

/** What the form asks for. */
function asked() {
  const entries = /** @type {[string, string][]} */ ([...new FormData(form)])
  return new URLSearchParams(entries.filter(([, value]) => value !== ''))
}

/** Shows the requirements that the form asks for, and the headings that still have some. */
function filter() {
  const wanted = asked()
  const words = (wanted.get('q') ?? '').toLowerCase().split(/\s+/)
  for (const { row, text } of rows) {
    const fits = ['verdict', 'level', 'class'].every((name) => !wanted.has(name) || wanted.has(name, row.dataset[name]))
    row.hidden = !fits || !words.every((word) => text.includes(word))
  }
  for (const section of all('section:has(details.requirement)')) {
    section.hidden = !section.querySelector('details.requirement:not([hidden])')
  }
  const number = rows.filter(({ row }) => !row.hidden).length
  told.textContent = number === rows.length ? `${number} requirements` : `${number} of ${rows.length} requirements`
}

/** Keeps what the form asks for in the URL, behind `#?`. */
function remember() {
  const query = asked().toString()
  history.replaceState(null, '', `#${query && `?${query}`}`)
}

/** Does what stands behind `#`: a filter, or an element to open and to go to. */
function follow() {
  const hash = location.hash.slice(1)
  if (hash === '' || hash.startsWith('?')) {
    recall(new URLSearchParams(hash))
    return filter()
  }
  const target = document.getElementById(hash) ?? document.getElementById(decoded(hash))
  if (!target) return
  if (target.closest('[hidden]')) {
    form.reset()
    filter()
  }
  for (let part = /** @type {Element | null} */ (target); part; part = part.parentElement) {
    if (part instanceof HTMLDetailsElement) part.open = true
  }
  target.scrollIntoView()
  const [summary = target] = all(':scope > summary', target)
  summary.focus({ preventScroll: true })
}

/** @param {URLSearchParams} wanted */
function recall(wanted) {
  form.reset()
  for (const control of form.elements) {
    if (control instanceof HTMLInputElement && control.type === 'checkbox') {
      control.checked = wanted.has(control.name, control.value)
    } else if (control instanceof HTMLInputElement || control instanceof HTMLSelectElement) {
      control.value = wanted.get(control.name) ?? ''
    }
  }
}

/** @param {string} hash */
function decoded(hash) {
  try {
    return decodeURIComponent(hash)
  } catch {
    return hash
  }
}

/** @param {HTMLElement} text */
function copyButton(text) {
  const button = document.createElement('button')
  button.type = 'button'
  button.textContent = 'Copy'
  button.addEventListener('click', () => {
    getSelection()?.selectAllChildren(text)
    const copy = async () => await navigator.clipboard.writeText(text.textContent)
    const say = (/** @type {string} */ word) => () => (button.textContent = word)
    // pages that were not opened from a file or by https have no clipboard
    copy().then(say('Copied'), say('Selected'))
  })
  return button
}

for (const text of all('.replay code')) text.after(' ', copyButton(text))
form.hidden = false
form.addEventListener('input', () => (filter(), remember()))
form.addEventListener('submit', (event) => event.preventDefault())
addEventListener('hashchange', follow)
// a link that was followed before changes nothing behind the #
addEventListener('click', ({ target }) => {
  const link = target instanceof Element && target.closest('a')
  if (link && link.href === location.href) follow()
})
addEventListener('keydown', (event) => {
  const typing = event.target instanceof HTMLInputElement && event.target.type === 'search'
  if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return
  event.preventDefault()
  search.focus()
  search.select()
})
filter()
follow()
