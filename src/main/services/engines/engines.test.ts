import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '../../../shared/errors/appError'
import { packFolder } from '../../training'
import type { JobService } from '../jobs/jobs'
import { setUpBench } from '../studies/testing/studyBench'
import { createEngineService } from './engines'

let root = ''
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'fettle-engines-'))
})
afterEach(() => rm(root, { recursive: true, force: true }))

/** A file of this machine's own kind stands for a library: only jobs would load it. */
async function putLibrary(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true })
  const names = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2']
  for (const name of names) await symlink(process.execPath, join(folder, name))
  return folder
}

interface Asked {
  readonly name: string
  readonly input: unknown
  readonly isLast: boolean
}

function setUp(probe: (folder: string) => { version: string; devices: ('cpu' | 'cuda')[] }) {
  const bench = setUpBench()
  const asked: Asked[] = []
  let finish = (): void => undefined
  const run = (async (name: string, input: { folder: string }, options: { isLast?: boolean } = {}) => {
    asked.push({ name, input, isLast: options.isLast === true })
    if (name === 'engineProbe') return probe(input.folder)
    await new Promise<void>((resolve) => (finish = resolve))
    return { version: '2.21.0' }
  }) as JobService['run']
  const context = { ...bench.context, folders: { ...bench.context.folders, root } }
  const engines = createEngineService(context, { run, cancel: () => undefined })
  return { engines, asked, store: bench.store, finish: () => finish() }
}

const good = () => ({ version: '2.21.0', devices: ['cpu' as const] })

async function putPack(): Promise<string> {
  const folder = packFolder(join(root, 'engines'))
  const library = await putLibrary(join(folder, 'tensorflow'))
  const pack = { engine: 'tensorflow', version: '2.21.0', hasCuda: false, wheels: [], sizeBytes: 9 }
  await writeFile(join(folder, 'engine.json'), JSON.stringify(pack))
  return library
}

describe.runIf(process.platform === 'linux')('createEngineService', () => {
  it('has nothing where the machine has nothing, and asks no worker', async () => {
    const { engines, asked } = setUp(good)
    expect(await engines.tensorFlow()).toBeNull()
    expect(asked).toEqual([])
  })

  it('tries a library once, in a worker that does nothing else afterwards', async () => {
    const folder = await putPack()
    const { engines, asked } = setUp(good)
    expect(await engines.tensorFlow()).toEqual({ folder, version: '2.21.0', devices: ['cpu'] })
    await engines.tensorFlow()
    expect(asked).toEqual([{ name: 'engineProbe', input: { folder }, isLast: true }])
  })

  it('takes the chosen folder first, and the next where that one cannot be loaded', async () => {
    const pack = await putPack()
    const own = await putLibrary(join(root, 'own'))
    const { engines, store } = setUp((folder) => {
      if (folder === own) throw new AppError('training/worker-crashed', { exit: 'SIGSEGV' })
      return good()
    })
    const { engines: listed, usedId, path } = await engines.choose(root + '/own')
    expect(store.preferences.get().enginePath).toBe(own)
    expect(path).toBe(own)
    expect(listed[0]).toMatchObject({ id: 'path', devices: [], problem: { code: 'engine/broken' } })
    expect(usedId).toBe('pack')
    expect((await engines.tensorFlow())?.folder).toBe(pack)
    expect((await engines.choose(null)).path).toBeNull()
  })

  it('keeps what was chosen where a folder holds nothing', async () => {
    const { engines, store } = setUp(good)
    await expect(engines.choose(join(root, 'nowhere'))).rejects.toMatchObject({ code: 'engine/not-found' })
    expect(store.preferences.get().enginePath).toBeNull()
  })

  it('uses none where only the engine that comes along may train', async () => {
    await putPack()
    const { engines, store } = setUp(good)
    store.preferences.set({ ...store.preferences.get(), engine: 'onnx' })
    expect(await engines.tensorFlow()).toBeNull()
    expect((await engines.list()).usedId).toBeNull()
  })

  it('installs one at a time', async () => {
    const { engines, asked, finish } = setUp(good)
    const installing = engines.install({ cuda: false, from: '/wheels' })
    await expect(engines.install({ cuda: true })).rejects.toMatchObject({ code: 'engine/busy' })
    await expect(engines.remove()).rejects.toMatchObject({ code: 'engine/busy' })
    finish()
    await installing
    const input = { engines: join(root, 'engines'), cuda: false, from: '/wheels' }
    expect(asked[0]).toMatchObject({ name: 'engineInstall', input })
  })

  it('removes the pack, and nothing else', async () => {
    await putPack()
    const own = await putLibrary(join(root, 'own'))
    const { engines } = setUp(good)
    await engines.choose(own)
    const { engines: left } = await engines.remove()
    expect(left.filter(({ source }) => source !== 'python').map(({ id }) => id)).toEqual(['path'])
  })
})
