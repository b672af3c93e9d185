import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { TrainingData } from '../../../src/main/training/types'
import { REAL_DATA } from './folder'

const FILES = { train: 'train', test: 'test' } as const

export const MNIST_FILES = [
  'images/mnist-train-images-idx3-ubyte.gz',
  'images/mnist-test-images-idx3-ubyte.gz',
]

/** Handwritten digits of 28×28 grey points between 0 and 1, and which digit each is. */
export async function readMnist(part: keyof typeof FILES): Promise<TrainingData> {
  const images = await readIdx(`mnist-${FILES[part]}-images-idx3-ubyte.gz`)
  const labels = await readIdx(`mnist-${FILES[part]}-labels-idx1-ubyte.gz`)
  return {
    rows: labels.length,
    x: Float32Array.from(images, (point) => point / 255),
    y: Float32Array.from(labels),
  }
}

/** IDX: two zeros, the type (8: bytes), the number of axes, their sizes as big-endian integers, the bytes. */
async function readIdx(name: string): Promise<Uint8Array> {
  const bytes = gunzipSync(await readFile(join(REAL_DATA, 'images', name)))
  return bytes.subarray(4 + 4 * (bytes[3] ?? 0))
}
