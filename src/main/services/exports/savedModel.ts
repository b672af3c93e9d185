import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { promisify } from 'node:util'
import { AppError } from '../../../shared/errors/appError'
import { encodeNpy, exportKeras, toKerasTensors } from '../../compiler'
import { type ExportedFile, textFile } from './predictorFolder'
import type { TrainedNetwork } from './trainedNetwork'

const run = promisify(execFile)
/** TensorFlow takes long to load where it was never loaded before. */
const MOST_MS = 300_000

const SCRIPT = `"""Makes saved_model/ (for TensorFlow) and model.keras of model.json and weights/. Needs tensorflow >= 2.16."""
import pathlib

import keras
import numpy as np

here = pathlib.Path(__file__).resolve().parent
model = keras.models.model_from_json((here / "model.json").read_text("utf-8"))
for layer in model.layers:
    values = [np.load(here / "weights" / f"{layer.name}.{index}.npy") for index in range(len(layer.weights))]
    layer.set_weights([value.reshape(weight.shape) for value, weight in zip(values, layer.weights)])
model.save(here / "model.keras")
model.export(str(here / "saved_model"), verbose=False)
print("saved_model")
`

const README = `A Keras model of a network that Fettle trained: it reads prepared features and has no preprocessing;
fettle.json says what the features are and how to read its answers.

- saved_model/ and model.keras: what make_savedmodel.py made, where TensorFlow was found
- model.json, weights/: the layers, and the weights of each in the order of Keras
- make_savedmodel.py: python make_savedmodel.py makes both anew
`

/** All but what TensorFlow makes of it. @throws {keras/not-exportable} */
export function kerasFolder({ request, weights }: TrainedNetwork): ExportedFile[] {
  const tensors = Object.entries(toKerasTensors(request, weights))
  return [
    textFile('make_savedmodel.py', SCRIPT),
    textFile('model.json', JSON.stringify(exportKeras(request))),
    textFile('README.md', README),
    ...tensors.flatMap(([layer, own]) =>
      own.map(({ shape, values }, index) => ({
        path: `weights/${layer}.${index}.npy`,
        bytes: encodeNpy(shape, values),
      })),
    ),
  ]
}

/**
 * The same with what TensorFlow makes of it.
 * @param scratch a folder that is there, for a while
 * @throws {export/no-tensorflow} {export/tensorflow-failed}
 */
export async function makeSavedModel(
  files: readonly ExportedFile[],
  scratch: string,
): Promise<ExportedFile[]> {
  const python = findPython()
  const folder = mkdtempSync(join(scratch, 'keras-'))
  try {
    for (const { path, bytes } of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), bytes)
    }
    await refuseWithoutTensorFlow(python)
    const env = {
      ...process.env,
      TF_CPP_MIN_LOG_LEVEL: '3',
      CUDA_VISIBLE_DEVICES: '-1',
      KERAS_BACKEND: 'tensorflow',
    }
    await run(python, ['make_savedmodel.py'], { cwd: folder, env, timeout: MOST_MS }).catch(
      (cause: unknown) => {
        throw new AppError('export/tensorflow-failed', { message: lastLine(cause) }, { cause })
      },
    )
    return readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => ({ path: relative(folder, file).split(sep).join('/'), bytes: readFileSync(file) }))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function refuseWithoutTensorFlow(python: string): Promise<void> {
  const ask = 'import importlib.util as u; raise SystemExit(u.find_spec("tensorflow") is None)'
  await run(python, ['-c', ask], { timeout: MOST_MS }).catch((cause: unknown) => {
    throw new AppError('export/no-tensorflow', { program: python }, { cause })
  })
}

/** `FETTLE_PYTHON` names one; else that of the path. */
function findPython(): string {
  const named = process.env['FETTLE_PYTHON']
  if (named !== undefined && existsSync(named)) return named
  return process.platform === 'win32' ? 'python' : 'python3'
}

function lastLine(cause: unknown): string {
  const told = cause instanceof Error && 'stderr' in cause ? String(cause.stderr) : String(cause)
  return (told.trim().split('\n').at(-1) ?? '').slice(0, 300)
}
