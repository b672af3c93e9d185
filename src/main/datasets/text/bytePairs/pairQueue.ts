/** Pairs by how often they occur, the commonest first; of equal ones the lower key. A binary heap. */
export class PairQueue {
  private counts = new Float64Array(1024)
  private keys = new Float64Array(1024)
  private used = 0

  push(key: number, count: number): void {
    if (this.used === this.keys.length) this.grow()
    let at = this.used++
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!this.isBefore({ key, count }, parent)) break
      this.move(parent, at)
      at = parent
    }
    this.put(at, key, count)
  }

  /** Takes the first pair out; null where there is none. */
  pop(): { readonly key: number; readonly count: number } | null {
    if (this.used === 0) return null
    const first = this.at(0)
    const last = this.at(--this.used)
    if (this.used > 0) this.sink(last)
    return first
  }

  private sink(item: { key: number; count: number }): void {
    let at = 0
    for (;;) {
      const left = 2 * at + 1
      if (left >= this.used) break
      const child = left + 1 < this.used && this.isBefore(this.at(left + 1), left) ? left + 1 : left
      if (this.isBefore(item, child)) break
      this.move(child, at)
      at = child
    }
    this.put(at, item.key, item.count)
  }

  private at(index: number): { key: number; count: number } {
    return { key: this.keys[index] ?? 0, count: this.counts[index] ?? 0 }
  }

  private isBefore({ key, count }: { key: number; count: number }, index: number): boolean {
    const other = this.counts[index] ?? 0
    return count > other || (count === other && key < (this.keys[index] ?? 0))
  }

  private put(index: number, key: number, count: number): void {
    this.keys[index] = key
    this.counts[index] = count
  }

  private move(from: number, to: number): void {
    this.put(to, this.keys[from] ?? 0, this.counts[from] ?? 0)
  }

  private grow(): void {
    const [keys, counts] = [this.keys, this.counts]
    this.keys = new Float64Array(keys.length * 2)
    this.counts = new Float64Array(keys.length * 2)
    this.keys.set(keys)
    this.counts.set(counts)
  }
}
