/** @file Whether WebGPU can be tried here: on a graphics card, or on the software Vulkan that comes with Chromium and Electron. */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { InferenceSession } from 'onnxruntime-node'
import { encodeModel, ONNX_OPERATOR_SET } from '../../src/main/compiler'

const DRIVER = 'vk_swiftshader_icd.json'

/** Folders of a Chromium that brings its own driver. */
const FOLDERS = [
  process.env['ELECTRON_OVERRIDE_DIST_PATH'],
  resolve(import.meta.dirname, '../../node_modules/electron/dist'),
  '/usr/lib/chromium',
]

/** Files by which Linux shows that there is a graphics card. */
const CARDS = ['/dev/dri/renderD128', '/dev/nvidia0', '/dev/dxg']

/** @returns '' where it works, else why not, to stand behind the name of a skipped test. */
export async function whyNoWebGpu(): Promise<string> {
  useSoftwareDriver()
  const reason = await tryAdapter()
  return reason === null ? '' : ` (skipped: ${reason})`
}

/** To be called before the process asks for an adapter, because the Vulkan loader looks once. */
function useSoftwareDriver(): void {
  if (
    process.platform !== 'linux' ||
    process.env['VK_ICD_FILENAMES'] ||
    CARDS.some((path) => existsSync(path))
  )
    return
  const driver = FOLDERS.map((folder) => join(folder ?? '', DRIVER)).find((path) => existsSync(path))
  if (driver !== undefined) process.env['VK_ICD_FILENAMES'] = driver
}

async function tryAdapter(): Promise<string | null> {
  const x = { name: 'x', dataType: 'float32', shape: [1] } as const
  const program = encodeModel({
    operatorSets: { '': ONNX_OPERATOR_SET },
    graph: {
      name: 'try',
      inputs: [x],
      outputs: [{ ...x, name: 'y' }],
      initializers: [],
      nodes: [{ opType: 'Relu', inputs: ['x'], outputs: ['y'] }],
    },
  })
  try {
    const session = await InferenceSession.create(program, {
      executionProviders: ['webgpu'],
      logSeverityLevel: 4,
    })
    await session.release()
    return null
  } catch (error) {
    return /Failed to get a WebGPU adapter.*/.exec(String(error))?.[0] ?? String(error)
  }
}
