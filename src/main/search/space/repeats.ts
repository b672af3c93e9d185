/** @file Repeats: how often their layers may stand, and what the settings and layers of each copy are called. */
import type { Design } from '../../../shared/domain/design'
import { REPEAT_DEFAULTS, type RepeatLayer, type Skip, SKIPS } from '../../../shared/domain/modelSpec'
import type { Assignment } from '../../../shared/domain/searchSpace'
import { countValues, valueAt } from './domains'

/** No repeat stands more often; the schema of `times` says so too. */
const MOST_TIMES = 12
const LONGEST_ID = 31

/** @returns how often the layers of a repeat may stand: the fixed number, or every searched one. */
export function repeatedCounts(design: Design, repeat: RepeatLayer): number[] {
  const domain = design.search[`${repeat.id}.times`]
  if (domain === undefined) return [repeat.times]
  const size = Math.min(countValues(domain) ?? 0, MOST_TIMES + 1)
  const values = Array.from({ length: size }, (_, index) => valueAt(domain, index))
  return values.filter((value) => typeof value === 'number').map((value) => Math.min(value, MOST_TIMES))
}

/** @returns the name of a setting's parameter for copy `copy` (from 1). */
export function copyName(repeat: RepeatLayer, path: string, copy: number): string {
  return repeat.settings === 'each' ? `${path}[${String(copy)}]` : path
}

/** @returns the number of the layer that stands in a copy of a choice; 0 for none. */
export function pickIn(repeat: RepeatLayer, assignment: Assignment, copy: number): number {
  const value = assignment[copyName(repeat, `${repeat.id}.pick`, copy)]
  const pick = typeof value === 'number' ? value : (repeat.pick ?? REPEAT_DEFAULTS.pick)
  return Math.min(pick, repeat.layers.length)
}

/** @returns what a copy puts beside its layers. */
export function skipIn(repeat: RepeatLayer, assignment: Assignment, copy: number): Skip {
  const value = assignment[copyName(repeat, `${repeat.id}.skip`, copy)]
  return SKIPS.find((skip) => skip === value) ?? repeat.skip ?? REPEAT_DEFAULTS.skip
}

/** Whether it is a choice of one of its layers. */
export function isChoice({ takes = REPEAT_DEFAULTS.takes }: RepeatLayer): boolean {
  return takes === 'one'
}

/** @returns how often the repeat stands in this assignment. */
export function timesIn(repeat: RepeatLayer, assignment: Assignment): number {
  const value = assignment[`${repeat.id}.times`]
  return typeof value === 'number' ? value : repeat.times
}

/** Names copies `hidden1`, `hidden2` … and steps aside (`hidden1a`) where a layer has that name, or another one reads it. */
export class CopyIds {
  private readonly taken: Set<string>
  private readonly referred: Set<string>

  /** @param avoided further names that are taken */
  constructor(design: Design, avoided: ReadonlySet<string> = new Set()) {
    const layers = design.layers.flatMap((layer) => (layer.kind === 'repeat' ? layer.layers : [layer]))
    this.referred = new Set(layers.flatMap((layer) => (layer.kind === 'input' ? [] : (layer.inputs ?? []))))
    // A name that leads nowhere must not lead to a copy by chance.
    this.taken = new Set([...design.layers.map((layer) => layer.id), ...this.referred, ...avoided])
  }

  /** Whether any layer names this one as what it reads. */
  isReferred(id: string): boolean {
    return this.referred.has(id)
  }

  /** From now on somebody reads it by this name. */
  refer(id: string): void {
    this.referred.add(id)
  }

  next(id: string, copy: number): string {
    return this.free(id, String(copy))
  }

  /** @returns a name that no layer has: `id` and `ending`, with a letter behind where that is taken. */
  free(id: string, ending = ''): string {
    for (const letter of ['', ...'abcdefghijklmnopqrstuvwxyz']) {
      const tail = `${ending}${letter}`
      const name = id.slice(0, LONGEST_ID - tail.length) + tail
      if (this.taken.has(name)) continue
      this.taken.add(name)
      return name
    }
    return id
  }
}
