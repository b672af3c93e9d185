import { loadSharp } from '../../images/files/sharpLibrary'
import type { Maker } from '../types'
import { DIGIT_SIDE, drawDigit } from './drawDigit'

/** Magic numbers of IDX files of bytes with three axes, and with one. */
const IDX_PICTURES = 0x803
const IDX_LABELS = 0x801
const KINDS = 10

/** Digits in the two files that MNIST is published in. */
export const makeDigitsIdx: Maker = async ({ random, rows, write, tick }) => {
  const size = DIGIT_SIDE * DIGIT_SIDE
  const pictures = Buffer.alloc(16 + rows * size)
  const labels = Buffer.alloc(8 + rows)
  writeHead(pictures, [IDX_PICTURES, rows, DIGIT_SIDE, DIGIT_SIDE])
  writeHead(labels, [IDX_LABELS, rows])
  const order = random.shuffle(Array.from({ length: rows }, (_, row) => row % KINDS))
  for (const [row, digit] of order.entries()) {
    pictures.set(drawDigit(random, digit), 16 + row * size)
    labels[8 + row] = digit
    if (row % 50 === 0) await tick(row)
  }
  await write('digits-images-idx3-ubyte', pictures)
  await write('digits-labels-idx1-ubyte', labels)
  await tick(rows)
}

/** Digits as pictures, a folder a digit. */
export const makeDigitPictures: Maker = async ({ random, rows, write, tick }) => {
  const sharp = await loadSharp()
  for (let row = 0; row < rows; row++) {
    const digit = row % KINDS
    const raw = { width: DIGIT_SIDE, height: DIGIT_SIDE, channels: 1 as const }
    const png = await sharp(drawDigit(random, digit), { raw }).png().toBuffer()
    await write(`digits/${digit}/${String(row).padStart(5, '0')}.png`, png)
    if (row % 20 === 0) await tick(row)
  }
  await tick(rows)
}

function writeHead(file: Buffer, words: readonly number[]): void {
  for (const [index, word] of words.entries()) file.writeUInt32BE(word, index * 4)
}
