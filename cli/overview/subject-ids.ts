interface Named {
  name: string
  kind: string
}

/** An id for each subject, in order: `server-postfix`; as it goes into file names and links, nothing else stands in it. */
export function subjectIds(subjects: readonly Named[]): string[] {
  const taken = new Set<string>()
  return subjects.map(({ name, kind }) => {
    const words = name.toLowerCase().match(/[a-z0-9.]*[a-z0-9]/g) ?? ['unnamed']
    const plain = `${kind}-${words.join('-').slice(0, 100)}`
    let id = plain
    for (let number = 2; taken.has(id); number += 1) id = `${plain}-${number}`
    taken.add(id)
    return id
  })
}
