/** @file Reads the protobuf wire format: fields by their numbers, in their order. */

/** One field; a number of any kind, or what a length stands before. */
export interface WireField {
  readonly field: number
  /** Of a varint, as the 64 bits say with their sign; of fixed fields as well. */
  readonly integer: bigint
  readonly bytes: Uint8Array
  /** How it is written: 0 varint, 1 of 64 bits, 2 with a length, 5 of 32 bits. */
  readonly type: number
}

const NOTHING = new Uint8Array(0)

/** @returns null where the bytes are no message. */
export function readFields(bytes: Uint8Array): WireField[] | null {
  const reader = new WireReader(bytes)
  const fields: WireField[] = []
  while (!reader.isAtEnd) {
    const field = reader.field()
    if (field === null) return null
    fields.push(field)
  }
  return fields
}

/** @returns the numbers of a packed field of varints; null where it is none. */
export function readPacked(bytes: Uint8Array): bigint[] | null {
  const reader = new WireReader(bytes)
  const numbers: bigint[] = []
  while (!reader.isAtEnd) {
    const number = reader.varint()
    if (number === null) return null
    numbers.push(BigInt.asIntN(64, number))
  }
  return numbers
}

class WireReader {
  private at = 0

  constructor(private readonly bytes: Uint8Array) {}

  get isAtEnd(): boolean {
    return this.at >= this.bytes.length
  }

  field(): WireField | null {
    const tag = this.varint()
    if (tag === null) return null
    const type = Number(tag & 7n)
    const field = Number(tag >> 3n)
    if (type === 0) {
      const number = this.varint()
      return number === null ? null : { field, type, integer: BigInt.asIntN(64, number), bytes: NOTHING }
    }
    const length = type === 2 ? this.varint() : type === 1 ? 8n : type === 5 ? 4n : null
    const bytes = length === null ? null : this.take(Number(length))
    return bytes === null ? null : { field, type, integer: type === 2 ? 0n : fixed(bytes), bytes }
  }

  varint(): bigint | null {
    let value = 0n
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.bytes[this.at++]
      if (byte === undefined) return null
      value |= BigInt(byte & 127) << shift
      if (byte < 128) return value
    }
    return null
  }

  private take(length: number): Uint8Array | null {
    const end = this.at + length
    if (end > this.bytes.length) return null
    const taken = this.bytes.subarray(this.at, end)
    this.at = end
    return taken
  }
}

function fixed(bytes: Uint8Array): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  return bytes.length === 8 ? view.getBigInt64(0, true) : BigInt(view.getInt32(0, true))
}

/** UTF-8 by hand, as it is written: the compiler runs where no `TextDecoder` is declared. */
export function decodeUtf8(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at] ?? 0
    const count = first < 0x80 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3
    let code = count === 0 ? first : first & (0x3f >> count)
    for (let next = 1; next <= count; next++) code = (code << 6) | ((bytes[at + next] ?? 0) & 0x3f)
    text += String.fromCodePoint(Math.min(code, 0x10ffff))
    at += count + 1
  }
  return text
}
