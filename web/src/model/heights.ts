/**
 * Forgets the heights of rows that are no longer among the lines, once so many are known: a list in which lines are wrapped remembers each it has shown.
 *
 * @param heights By id; changed. @param known Ids of the lines. @param most Not more than these are kept of others.
 */
export function forgetHeights(heights: Map<unknown, number>, known: () => Iterable<string>, most: number) {
  if (heights.size <= most) return
  const staying = new Set<unknown>(known())
  for (const id of heights.keys()) if (!staying.has(id)) heights.delete(id)
}
