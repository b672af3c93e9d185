/** @file The hashing trick: any text to one of a few places, with a sign. */

/**
 * MurmurHash3_x86_32 of the text's UTF-8 bytes (Appleby 2011, public domain).
 * @returns a signed 32-bit integer, as scikit-learn's `murmurhash3_32`.
 */
export function murmurHash3(text: string, seed = 0): number {
  const bytes = new TextEncoder().encode(text)
  let hash = seed
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    hash = rotate(hash ^ scramble(wordAt(bytes, at, 4)), 13)
    hash = (Math.imul(hash, 5) + 0xe6546b64) | 0
  }
  hash ^= scramble(wordAt(bytes, bytes.length & ~3, bytes.length & 3)) ^ bytes.length
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}

/** @returns up to four bytes as one word, the first the lowest. */
function wordAt(bytes: Uint8Array, at: number, count: number): number {
  let word = 0
  for (let place = 0; place < count; place++) word |= (bytes[at + place] ?? 0) << (8 * place)
  return word
}

function scramble(word: number): number {
  return Math.imul(rotate(Math.imul(word, 0xcc9e2d51), 15), 0x1b873593)
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits))
}

export interface HashedText {
  /** From 0 to places − 1. */
  readonly place: number
  /** Lets texts that fall on one place cancel on average (Weinberger et al. 2009). */
  readonly sign: 1 | -1
}

/** @returns where scikit-learn's `FeatureHasher` puts the text. @param places from 1. */
export function hashText(text: string, places: number): HashedText {
  const hash = murmurHash3(text)
  return { place: Math.abs(hash) % places, sign: hash >= 0 ? 1 : -1 }
}
