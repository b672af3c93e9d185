import { dirname } from 'node:path'
import type { Ticket } from '../../../shared/contract/jobs'
import type { EngineState, FoundEngine } from '../../../shared/domain/engine'
import { AppError } from '../../../shared/errors/appError'
import { enginesFolder, findTensorFlow, libraryIn, packsFor, removePack, thisMachine } from '../../training'
import type { UsableEngine, UsableEngines } from '../compute/usableEngine'
import type { ServiceContext } from '../context'
import type { JobService } from '../jobs/jobs'
import { createProber } from './prober'

export interface EngineInstall {
  readonly cuda: boolean
  /** A folder of wheels; without it they are fetched from the index that pip asks. */
  readonly from?: string | undefined
  readonly ticket?: Ticket | undefined
}

/** Libraries of TensorFlow: which there are, which is used, and how one comes here. */
export interface EngineService extends UsableEngines {
  /** Looks everywhere, Pythons included, and tries what it finds. */
  list(): Promise<EngineState>
  /** @throws {engine/not-found}, and others where the folder holds nothing of use: then nothing is changed */
  choose(folder: string | null): Promise<EngineState>
  /** @throws {engine/*} @throws {app/cancelled} */
  install(wanted: EngineInstall): Promise<EngineState>
  /** @throws {engine/busy} while one is being installed */
  remove(): Promise<EngineState>
}

type Context = Pick<ServiceContext, 'store' | 'folders' | 'resourcesFolder'>

export function createEngineService(context: Context, jobs: JobService): EngineService {
  const { store, folders, resourcesFolder } = context
  const engines = enginesFolder(folders.root)
  const probe = createProber(jobs)
  let isBusy = false

  const look = (asksPythons: boolean): Promise<FoundEngine[]> =>
    findTensorFlow({
      ...{ engines, asksPythons, env: process.env },
      path: store.preferences.get().enginePath,
      packagesFrom: [process.cwd(), dirname(resourcesFolder)],
    })
  const list = async (): Promise<EngineState> => {
    const { enginePath: path, engine } = store.preferences.get()
    const found: FoundEngine[] = []
    // One after the other: each takes a process and some hundred megabytes while it is tried.
    for (const one of await look(true)) found.push(await probe(one))
    const used =
      engine === 'onnx' ? undefined : found.find((one) => isTaken(one, path, engine === 'tensorflow'))
    return { engines: found, usedId: used?.id ?? null, path, packs: packsFor(thisMachine()) }
  }
  const alone = async (work: () => Promise<void>): Promise<EngineState> => {
    if (isBusy) throw new AppError('engine/busy')
    isBusy = true
    try {
      await work()
    } finally {
      isBusy = false
    }
    return list()
  }

  return {
    list,
    async choose(folder) {
      const enginePath = folder === null ? null : (await libraryIn(folder)).folder
      store.preferences.set({ ...store.preferences.get(), enginePath })
      return list()
    },
    install: ({ cuda, from, ticket }) =>
      alone(async () => {
        const input = { engines, cuda, ...(from === undefined ? {} : { from }) }
        await jobs.run('engineInstall', input, { ticket })
      }),
    remove: () => alone(() => removePack(engines)),
    async tensorFlow() {
      const { enginePath: path, engine } = store.preferences.get()
      if (engine === 'onnx') return null
      for (const one of await look(engine === 'tensorflow')) {
        const tried = await probe(one)
        if (isTaken(tried, path, engine === 'tensorflow')) return toUsable(tried)
      }
      return null
    },
  }
}

/** That of a Python serves whoever wants TensorFlow, not everybody whose machine happens to have one. */
function isTaken(
  { problem, source, folder }: FoundEngine,
  path: string | null,
  takesPython: boolean,
): boolean {
  return problem === null && (source !== 'python' || takesPython || folder === path)
}

function toUsable({ folder, version, devices }: FoundEngine): UsableEngine {
  return { folder, version: version ?? '', devices }
}
