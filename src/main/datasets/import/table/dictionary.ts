/** @file Numbers texts in the order in which they first occur, given as texts or as bytes. */
import { ownCopy } from '../file/ownCopy'

/** Longer texts are looked up as texts: their bytes are not worth keeping twice. */
const LONGEST_KEY = 64
/** Share of the slots that are taken at most. */
const FULLNESS = 0.5

export class Dictionary {
  readonly texts: string[] = []
  /** Code + 1 of the text whose hash leads here; 0 where free. */
  private slots = new Int32Array(256)
  private hashes = new Int32Array(128)
  /** Where the bytes of each text begin in `bytes`; one more tells where the last ends. */
  private starts = new Int32Array(129)
  private bytes = Buffer.alloc(2048)
  private readonly longTexts = new Map<string, number>()

  codeOf(text: string): number {
    if (text.length > LONGEST_KEY) return this.codeOfLong(text)
    const key = SCRATCH.subarray(0, SCRATCH.write(text, 'utf8'))
    return key.length > LONGEST_KEY ? this.codeOfLong(text) : this.codeOfBytes(key, 0, key.length)
  }

  /** @param bytes UTF-8. */
  codeOfBytes(bytes: Buffer, start: number, end: number): number {
    const length = end - start
    if (length > LONGEST_KEY) return this.codeOfLong(bytes.toString('utf8', start, end))
    let hash = length
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193)
    hash ^= hash >>> 15
    const mask = this.slots.length - 1
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const code = (this.slots[slot] ?? 0) - 1
      if (code < 0) return this.add(slot, hash, bytes.subarray(start, end))
      if (this.hashes[code] === hash && this.isEqual(code, bytes, start, length)) return code
    }
  }

  private isEqual(code: number, bytes: Buffer, start: number, length: number): boolean {
    const from = this.starts[code] ?? 0
    if ((this.starts[code + 1] ?? 0) - from !== length) return false
    for (let at = 0; at < length; at++) if (this.bytes[from + at] !== bytes[start + at]) return false
    return true
  }

  private add(slot: number, hash: number, key: Buffer): number {
    const code = this.take(key.toString('utf8'), key)
    this.hashes[code] = hash
    this.slots[slot] = code + 1
    if (this.texts.length > this.slots.length * FULLNESS) this.spread()
    return code
  }

  private codeOfLong(text: string): number {
    const known = this.longTexts.get(text)
    if (known !== undefined) return known
    const own = ownCopy(text)
    const code = this.take(own, EMPTY)
    this.longTexts.set(own, code)
    return code
  }

  private take(text: string, key: Buffer): number {
    const code = this.texts.length
    this.texts.push(text)
    if (code >= this.hashes.length) this.hashes = grown(this.hashes)
    if (code + 1 >= this.starts.length) this.starts = grown(this.starts)
    const from = this.starts[code] ?? 0
    if (from + key.length > this.bytes.length)
      this.bytes = Buffer.concat([this.bytes, Buffer.alloc(this.bytes.length)])
    this.bytes.set(key, from)
    this.starts[code + 1] = from + key.length
    return code
  }

  private spread(): void {
    const slots = new Int32Array(this.slots.length * 2)
    const mask = slots.length - 1
    for (const taken of this.slots) {
      if (taken === 0) continue
      let slot = (this.hashes[taken - 1] ?? 0) & mask
      while (slots[slot] !== 0) slot = (slot + 1) & mask
      slots[slot] = taken
    }
    this.slots = slots
  }
}

const EMPTY = Buffer.alloc(0)
/** Three bytes a character at most. */
const SCRATCH = Buffer.alloc(LONGEST_KEY * 3)

function grown(items: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(items.length * 2)
  larger.set(items)
  return larger
}
