/** @file A set of hashes that grows no more: open addressing, many times faster than sorting or a `Set`. */

export class SeenHashes {
  private readonly slots: Float64Array
  private readonly mask: number

  /** @param most hashes that will be added. */
  constructor(most: number) {
    const size = 2 ** Math.ceil(Math.log2(Math.max(2, 2 * most)))
    this.slots = new Float64Array(size).fill(-1)
    this.mask = size - 1
  }

  /** @param hash whole, from 0 below 2^53. @returns whether it was there already. */
  add(hash: number): boolean {
    const slot = this.slotOf(hash)
    if (this.slots[slot] === hash) return true
    this.slots[slot] = hash
    return false
  }

  has(hash: number): boolean {
    return this.slots[this.slotOf(hash)] === hash
  }

  /** The slot of the hash, or the free one where it belongs. */
  private slotOf(hash: number): number {
    let slot = (hash >>> 0) & this.mask
    while (this.slots[slot] !== -1 && this.slots[slot] !== hash) slot = (slot + 1) & this.mask
    return slot
  }
}
