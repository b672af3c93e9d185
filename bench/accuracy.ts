import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { missingData } from '../test/support/realData/folder'
import { MNIST_FILES } from '../test/support/realData/mnist'
import { PROOFS, prove } from '../test/support/realData/proofs'
import { inventDigits } from './accuracy/digitGame'
import { encodeGreyPng } from './accuracy/greyPng'

const SIDE = 28
const PER_LINE = 8
const GAME = 'MNIST, generated digits'

/** Trains models on real data to the end, and prints what they reach; writes a picture of digits that a generator makes. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string' },
      json: { type: 'boolean' },
      picture: { type: 'string', default: 'generated-digits.png' },
      epochs: { type: 'string', default: '30' },
    },
  })
  const wanted = (name: string): boolean => values.only === undefined || name.includes(values.only)
  for (const proof of PROOFS.filter(({ name }) => wanted(name))) {
    const missing = missingData(...proof.files)
    if (missing !== '') {
      say(proof.name, missing)
      continue
    }
    const { best, seconds } = await prove(proof)
    say(
      proof.name,
      `${proof.goal.metric} ${best.toFixed(4)} (goal ${proof.goal.value}), ${seconds.toFixed(0)} s`,
    )
  }
  if (!wanted(GAME)) return
  if (missingData(...MNIST_FILES) !== '') return say(GAME, missingData(...MNIST_FILES))
  const { digits, seconds } = await inventDigits(Number(values.epochs))
  await writeFile(values.picture, drawSheet(digits))
  say(GAME, `${values.picture}, ${values.epochs} epochs, ${seconds.toFixed(0)} s`)
}

function say(name: string, what: string): void {
  process.stdout.write(`${name.padEnd(32)}${what}\n`)
}

/** Digits beside and below each other. */
function drawSheet(digits: Float32Array): Buffer {
  const width = PER_LINE * SIDE
  const points = new Uint8Array(digits.length)
  digits.forEach((value, index) => {
    const digit = Math.floor(index / SIDE ** 2)
    const [y, x] = [Math.floor((index % SIDE ** 2) / SIDE), index % SIDE]
    const [top, left] = [Math.floor(digit / PER_LINE) * SIDE, (digit % PER_LINE) * SIDE]
    points[(top + y) * width + left + x] = Math.round(Math.min(1, Math.max(0, value)) * 255)
  })
  return encodeGreyPng(points, width)
}
