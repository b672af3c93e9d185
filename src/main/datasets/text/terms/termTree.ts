import type { TfidfSettings } from '../../../../shared/domain/textSettings'
import { splitGraphemes } from '../splitCharacters'
import { separatorOf } from './fitTfidf'

const ROOT = 0

/** The terms of a vocabulary as paths of units: a walk along a text finds all terms that begin at a place. */
export class TermTree {
  private readonly children = new Map<number, number>()
  /** The feature that ends at a node, −1 for none. */
  private readonly features: number[] = [-1]
  private readonly unitCount: number

  /** @param units different units of the texts; a term with any other unit stands in none of them. */
  constructor(units: readonly string[], vocabulary: readonly string[], unit: TfidfSettings['unit']) {
    this.unitCount = units.length
    const codes = new Map(units.map((text, code) => [text, code] as const))
    vocabulary.forEach((term, feature) => {
      const path = splitTerm(term, unit).map((text) => codes.get(text) ?? -1)
      if (!path.includes(-1)) this.insert(path, feature)
    })
  }

  /** Calls back for every feature that begins at `from`. */
  walk(
    codes: Int32Array,
    { from, end }: { from: number; end: number },
    onFeature: (feature: number) => void,
  ): void {
    let node: number | undefined = ROOT
    for (let at = from; at < end; at++) {
      node = this.children.get(this.keyOf(node, codes[at] ?? 0))
      if (node === undefined) return
      const feature = this.features[node] ?? -1
      if (feature >= 0) onFeature(feature)
    }
  }

  private insert(path: readonly number[], feature: number): void {
    let node = ROOT
    for (const unit of path) {
      const key = this.keyOf(node, unit)
      const next = this.children.get(key) ?? this.features.push(-1) - 1
      this.children.set(key, next)
      node = next
    }
    this.features[node] = feature
  }

  private keyOf(node: number, unit: number): number {
    return node * this.unitCount + unit
  }
}

/** Characters come apart as they did in the text: a term begins where a character does. */
function splitTerm(term: string, unit: TfidfSettings['unit']): string[] {
  return unit === 'words' ? term.split(separatorOf(unit)) : splitGraphemes(term)
}
