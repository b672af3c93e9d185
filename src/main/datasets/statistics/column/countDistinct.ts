/** @file Counts different figures without sorting them. */

/** Share of the slots that are taken at most. */
const FULLNESS = 0.5

/** @param values NaN where missing. @returns how many different figures there are; −0 is 0. */
export function countDistinct(values: Float64Array): number {
  const set = new FigureSet()
  for (const value of values) if (!Number.isNaN(value)) set.add(value)
  return set.size
}

/** Figures by open addressing: one array, no object a figure. */
class FigureSet {
  size = 0
  /** NaN where free. */
  private slots = new Float64Array(4096).fill(NaN)
  private readonly figure = new Float64Array(1)
  private readonly words = new Uint32Array(this.figure.buffer)

  add(value: number): void {
    // Adding 0 makes −0 and 0 one.
    this.place(value + 0)
    if (this.size > this.slots.length * FULLNESS) this.spread()
  }

  private place(value: number): void {
    const { slots, words } = this
    const mask = slots.length - 1
    this.figure[0] = value
    let hash = Math.imul((words[0] ?? 0) ^ Math.imul(words[1] ?? 0, 0x9e3779b1), 0x85ebca6b)
    hash ^= hash >>> 15
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const found = slots[slot] ?? NaN
      if (found === value) return
      if (Number.isNaN(found)) {
        slots[slot] = value
        this.size++
        return
      }
    }
  }

  private spread(): void {
    const taken = this.slots
    this.slots = new Float64Array(taken.length * 4).fill(NaN)
    this.size = 0
    for (const value of taken) if (!Number.isNaN(value)) this.place(value)
  }
}
