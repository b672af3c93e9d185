/** @file Bytes as text in base 64 (RFC 4648), where no library is at hand. */

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

export function toBase64(bytes: Uint8Array): string {
  const parts: string[] = []
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b, c] = bytes.subarray(at, at + 3)
    const word = (a << 16) | ((b ?? 0) << 8) | (c ?? 0)
    const letters = [18, 12, 6, 0].map((shift) => LETTERS[(word >> shift) & 63] ?? '')
    parts.push(
      letters
        .slice(0, b === undefined ? 2 : c === undefined ? 3 : 4)
        .join('')
        .padEnd(4, '='),
    )
  }
  return parts.join('')
}

/** What is no letter of it is passed over. */
export function fromBase64(text: string): Uint8Array {
  const codes = [...text].flatMap((letter) => VALUES.get(letter) ?? [])
  const bytes = new Uint8Array(Math.floor((codes.length * 3) / 4))
  let place = 0
  for (let at = 0; at < codes.length; at += 4) {
    const [a = 0, b = 0, c = 0, d = 0] = codes.slice(at, at + 4)
    const word = (a << 18) | (b << 12) | (c << 6) | d
    for (const shift of [16, 8, 0]) if (place < bytes.length) bytes[place++] = (word >> shift) & 255
  }
  return bytes
}

const VALUES: ReadonlyMap<string, number> = new Map([...LETTERS].map((letter, index) => [letter, index]))
