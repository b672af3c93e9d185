import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { tensorFile } from '../../../shared/domain/preparedMeta'
import { newStep } from '../../../shared/domain/recipe'
import { invariant } from '../../../shared/errors/appError'
import { createDatasetEngine } from '../engine'
import { halves, writePicture } from '../images/testing/samplePictures'
import { makeFolder } from '../testing/temporaryFiles'

/** Twelve pictures of either class: red on the left, or blue. */
async function writeFolder(): Promise<string> {
  const folder = makeFolder()
  for (let at = 0; at < 12; at++) {
    const size = 10 + at
    const red = await halves(size, size).png().toBuffer()
    const blue = await halves(size, size, [
      [0, 0, 255],
      [255, 0, 0],
    ])
      .png()
      .toBuffer()
    writePicture(folder, `red/${at}.png`, red)
    writePicture(folder, `blue/${at}.png`, blue)
  }
  return folder
}

describe('pictures', () => {
  it('are prepared as bytes of one size, with how chance changes them in training', async () => {
    const path = await writeFolder()
    const engine = createDatasetEngine({ cacheFolder: makeFolder() })
    const file = { path, fileName: 'pictures' }
    const { plan } = await engine.propose(file, {})
    const recipe = [
      ...plan.recipe.map((step) => (step.kind === 'picture' ? { ...step, height: 8, width: 8 } : step)),
      { ...newStep('augment', 'augment', 'pictures'), rotation: 10 },
    ]
    const folder = join(makeFolder(), 'prepared')
    const meta = await engine.prepare(file, { ...plan, recipe }, folder)
    const [input] = meta.inputs
    expect(input).toMatchObject({ spec: { kind: 'image', shape: [8, 8, 3] }, type: 'u8' })
    invariant(input, 'an input')
    const bytes = readFileSync(join(folder, tensorFile('train', input)))
    expect(bytes).toHaveLength(meta.counts.train * 8 * 8 * 3)
    const y = readFileSync(join(folder, 'train.y.f32'))
    const labels = new Float32Array(y.buffer.slice(y.byteOffset, y.byteOffset + y.byteLength))
    // blue is class 0: its first point is blue, not red.
    labels.forEach((label, row) => {
      const [red = 0, , blue = 0] = bytes.subarray(row * 192, row * 192 + 3)
      expect(label === 1 ? red > blue : blue > red).toBe(true)
    })
    expect(meta.augmentation).toMatchObject({ input: input.spec.name, settings: { rotation: 10 } })
  })
})
