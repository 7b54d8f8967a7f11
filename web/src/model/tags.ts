const tags = 12

/** A number from 0 to 11 that stays with a name: its colour. */
export function tagOf(name: string): number {
  let hash = 2_166_136_261
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 16_777_619)
  return (hash >>> 0) % tags
}
