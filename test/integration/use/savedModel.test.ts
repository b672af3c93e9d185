import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { kerasFolder, makeSavedModel } from '../../../src/main/services/exports/savedModel'
import {
  askOnnx,
  drawRows,
  drawWeights,
  GALLERY_ROWS,
  plainRecipe,
  requestOf,
} from '../../support/galleryNetwork'
import { MODEL_GALLERY } from '../../support/modelGallery'

const run = promisify(execFile)
const scratch = mkdtempSync(join(tmpdir(), 'fettle-saved-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))
afterEach(() => vi.unstubAllEnvs())

const python =
  process.env['FETTLE_PEERS_PYTHON'] ?? join(import.meta.dirname, '../../../.venv-peers/bin/python')

function folderOf(model: (typeof MODEL_GALLERY)['pictures']) {
  const weights = drawWeights(model)
  return { weights, files: kerasFolder({ request: requestOf(model), weights, fitted: plainRecipe(model) }) }
}

const ASK = `
import json, sys
import numpy as np
import tensorflow as tf
rows = np.array(json.loads(open("rows.json").read()), dtype=np.float32).reshape(json.loads(sys.argv[1]))
loaded = tf.saved_model.load("saved_model")
answer = loaded.serve(rows)
print(json.dumps(np.asarray(answer).ravel().tolist()))
`

describe('a SavedModel', () => {
  it('is refused in words where the Python has no TensorFlow', async () => {
    const bare = join(scratch, 'bare')
    writeFileSync(bare, '#!/bin/sh\nexit 1\n', { mode: 0o755 })
    vi.stubEnv('FETTLE_PYTHON', bare)
    const { files } = folderOf(MODEL_GALLERY.pictures)
    await expect(makeSavedModel(files, scratch)).rejects.toMatchObject({
      code: 'export/no-tensorflow',
      details: { program: bare },
    })
  })

  it(
    'is made by TensorFlow where it is there, and answers as the network does',
    { timeout: 300_000 },
    async (context) => {
      if (!existsSync(python)) return context.skip(`no Python at ${python}`)
      const found = await run(python, [
        '-c',
        'import importlib.util as u; print(u.find_spec("tensorflow") is not None)',
      ])
      if (found.stdout.trim() !== 'True') return context.skip(`tensorflow is not installed for ${python}`)
      vi.stubEnv('FETTLE_PYTHON', python)
      const model = MODEL_GALLERY.pictures
      const { weights, files } = folderOf(model)
      const folder = join(scratch, 'made')
      for (const { path, bytes } of await makeSavedModel(files, scratch)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true })
        writeFileSync(join(folder, path), bytes)
      }
      expect(existsSync(join(folder, 'saved_model/saved_model.pb'))).toBe(true)
      expect(existsSync(join(folder, 'model.keras'))).toBe(true)
      const rows = drawRows(model)
      writeFileSync(join(folder, 'rows.json'), JSON.stringify([...(rows[0] ?? [])]))
      const shape = JSON.stringify([GALLERY_ROWS, ...(model.inputs[0]?.shape ?? [])])
      const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3', CUDA_VISIBLE_DEVICES: '-1' }
      const { stdout } = await run(python, ['-c', ASK, shape], { cwd: folder, env })
      const told = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as number[]
      const expected = await askOnnx(model, weights, rows)
      expect(told).toHaveLength(expected.length)
      for (const [index, value] of told.entries()) expect(value).toBeCloseTo(expected[index] ?? 0, 4)
    },
  )
})
