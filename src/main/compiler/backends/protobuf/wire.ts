/** @file The protobuf wire format, as much of it as models need: varints, 32-bit floats, and length-delimited fields. */

const VARINT = 0
const DELIMITED = 2
const FIXED32 = 5

/** Grows a byte buffer field by field. Field numbers are those of the message that is written. */
export class WireWriter {
  private bytes = new Uint8Array(1024)
  private length = 0

  /** int32, int64, bool or enum; `value` must be a safe integer (negative ones take ten bytes, as protobuf wants). */
  integer(field: number, value: number): void {
    this.tag(field, VARINT)
    this.varint(BigInt(value))
  }

  float(field: number, value: number): void {
    this.tag(field, FIXED32)
    const view = new DataView(new ArrayBuffer(4))
    view.setFloat32(0, value, true)
    this.append(new Uint8Array(view.buffer))
  }

  text(field: number, value: string): void {
    this.block(field, encodeUtf8(value))
  }

  /** A length-delimited field: bytes, packed numbers or an embedded message already encoded. */
  block(field: number, content: Uint8Array): void {
    this.tag(field, DELIMITED)
    this.varint(BigInt(content.length))
    this.append(content)
  }

  /** An embedded message, written by `write`. */
  message(field: number, write: (writer: WireWriter) => void): void {
    const inner = new WireWriter()
    write(inner)
    this.block(field, inner.finish())
  }

  /** @returns a view of what was written; the writer must not be used afterwards. */
  finish(): Uint8Array {
    return this.bytes.subarray(0, this.length)
  }

  private tag(field: number, wireType: number): void {
    this.varint(BigInt((field << 3) | wireType))
  }

  private varint(value: bigint): void {
    let rest = BigInt.asUintN(64, value)
    while (rest > 127n) {
      this.append(Uint8Array.of(Number(rest & 127n) | 128))
      rest >>= 7n
    }
    this.append(Uint8Array.of(Number(rest)))
  }

  private append(content: Uint8Array): void {
    const needed = this.length + content.length
    if (needed > this.bytes.length) {
      const larger = new Uint8Array(Math.max(needed, 2 * this.bytes.length))
      larger.set(this.bytes.subarray(0, this.length))
      this.bytes = larger
    }
    this.bytes.set(content, this.length)
    this.length = needed
  }
}

/** UTF-8 by hand: the compiler runs where no `TextEncoder` is declared. Lone surrogates become U+FFFD. */
export function encodeUtf8(text: string): Uint8Array {
  const bytes: number[] = []
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    const code = point >= 0xd800 && point <= 0xdfff ? 0xfffd : point
    if (code < 0x80) bytes.push(code)
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), continuation(code))
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), continuation(code >> 6), continuation(code))
    else
      bytes.push(0xf0 | (code >> 18), continuation(code >> 12), continuation(code >> 6), continuation(code))
  }
  return Uint8Array.from(bytes)
}

function continuation(code: number): number {
  return 0x80 | (code & 0x3f)
}
