import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import { loadLayersModel } from '@tensorflow/tfjs-layers'
import { describe, expect, it } from 'vitest'
import { exportTfjs } from '../../../src/main/compiler'
import { AppError } from '../../../src/shared/errors/appError'
import { askOnnx, drawRows, drawWeights, GALLERY_ROWS, requestOf } from '../../support/galleryNetwork'
import { GALLERY, type GalleryModel } from '../../support/modelGallery'

type Made = ReturnType<typeof exportTfjs>

async function answersOfTfjs(made: Made, model: GalleryModel, rows: readonly Float32Array[]) {
  const [group] = made.json['weightsManifest'] as unknown as { weights: tf.io.WeightsManifestEntry[] }[]
  const network = await loadLayersModel(
    tf.io.fromMemory({
      modelTopology: made.json['modelTopology'] as object,
      weightSpecs: group?.weights ?? [],
      weightData: new Uint8Array(Buffer.concat(made.shards.map(({ bytes }) => bytes))).buffer,
    }),
  )
  const feeds = network.inputs.map((input) => {
    const name = input.name.replace(/_data$/, '')
    const place = Math.max(
      0,
      model.inputs.findIndex((one) => one.name === name || one.name === input.name),
    )
    return tf.tensor(rows[place] ?? [], [GALLERY_ROWS, ...(model.inputs[place]?.shape ?? [])])
  })
  const answer = network.predict(feeds.length === 1 ? (feeds[0] as tf.Tensor) : feeds) as tf.Tensor
  return Float32Array.from(await answer.data())
}

describe('a layers model of TensorFlow.js', () => {
  it('loads strictly and answers what the exported network answers, or is refused by the layer that is lacking', async () => {
    const refused: string[] = []
    const wrong: string[] = []
    for (const [name, model] of GALLERY) {
      const weights = drawWeights(model)
      const rows = drawRows(model)
      let made: Made
      try {
        made = exportTfjs(requestOf(model), weights)
      } catch (thrown) {
        expect(thrown instanceof AppError && thrown.code, name).toMatch(
          /export\/not-in-tfjs|keras\/not-exportable/,
        )
        refused.push(name)
        continue
      }
      const expected = await askOnnx(model, weights, rows)
      const told = await answersOfTfjs(made, model, rows).catch((cause: unknown) => String(cause))
      if (typeof told === 'string') wrong.push(`${name}: ${told.slice(0, 300)}`)
      else if (told.length !== expected.length) wrong.push(`${name}: ${told.length} numbers`)
      else {
        const off = Math.max(...told.map((value, index) => Math.abs(value - (expected[index] ?? 0))))
        if (!(off < 1e-4)) wrong.push(`${name}: off by ${off}`)
      }
    }
    expect(wrong).toEqual([])
    expect(refused.length).toBeLessThan(GALLERY.length / 2)
  })
})
