import type { LayerKind } from './layerTree'

/** Keeps the kinds in whose words every typed word occurs; without anything typed, all. */
export function findLayers<Kind extends LayerKind>(
  text: string,
  { kinds, wordsOf }: { kinds: readonly Kind[]; wordsOf: (kind: Kind) => readonly string[] },
): Kind[] {
  const wanted = fold(text).split(/\s+/).filter(Boolean)
  return kinds.filter((kind) => {
    const words = fold(wordsOf(kind).join(' '))
    return wanted.every((word) => words.includes(word))
  })
}

function fold(text: string): string {
  return text.toLowerCase().normalize('NFKC')
}
