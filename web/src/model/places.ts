/**
 * Which element shows which row: whoever stays keeps its own, whoever comes gets one that has become free. So the browser changes texts instead of making
 * and removing elements, and what somebody has marked stays where it is.
 */
export class Places {
  #taken: ReadonlyMap<string, number> = new Map()
  #made = 0

  /** @param ids Of the rows from top to bottom, each once. @returns The numbers of their elements. */
  of(ids: readonly string[]): number[] {
    const staying = new Set(ids)
    const free: number[] = []
    for (const [id, place] of this.#taken) if (!staying.has(id)) free.push(place)
    let used = 0
    const next = new Map<string, number>()
    for (const id of ids) next.set(id, this.#taken.get(id) ?? free[used++] ?? this.#made++)
    this.#taken = next
    return [...next.values()]
  }
}
