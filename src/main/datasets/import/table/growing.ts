/** @file Arrays that grow by blocks: what is there is never copied before it is whole. */

const BLOCK = 65_536

/** An Int32Array that grows. */
export class GrowingInts {
  private readonly full: Int32Array[] = []
  private block = new Int32Array(64)
  private used = 0

  push(value: number): void {
    if (this.used === this.block.length) this.grow()
    this.block[this.used++] = value
  }

  finish(): Int32Array {
    const whole = new Int32Array(this.full.length * BLOCK + this.used)
    let at = 0
    for (const block of this.full.splice(0)) {
      whole.set(block, at)
      at += block.length
    }
    whole.set(this.block.subarray(0, this.used), at)
    return whole
  }

  private grow(): void {
    const larger = new Int32Array(Math.min(BLOCK, this.block.length * 2))
    if (this.block.length === BLOCK) {
      this.full.push(this.block)
      this.used = 0
    } else larger.set(this.block)
    this.block = larger
  }
}

/** A Float64Array that grows. */
export class GrowingFloats {
  private readonly full: Float64Array[] = []
  private block = new Float64Array(64)
  private used = 0

  push(value: number): void {
    if (this.used === this.block.length) this.grow()
    this.block[this.used++] = value
  }

  /** Adds the first of these figures, without handing the figure itself over. */
  pushFirst(figures: Float64Array): void {
    if (this.used === this.block.length) this.grow()
    this.block[this.used++] = figures[0] ?? NaN
  }

  finish(): Float64Array {
    const whole = new Float64Array(this.full.length * BLOCK + this.used)
    let at = 0
    for (const block of this.full.splice(0)) {
      whole.set(block, at)
      at += block.length
    }
    whole.set(this.block.subarray(0, this.used), at)
    return whole
  }

  private grow(): void {
    const larger = new Float64Array(Math.min(BLOCK, this.block.length * 2))
    if (this.block.length === BLOCK) {
      this.full.push(this.block)
      this.used = 0
    } else larger.set(this.block)
    this.block = larger
  }
}
