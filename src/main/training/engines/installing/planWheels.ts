/** @file Which wheels make an engine pack. */
import type { TensorFlowDevice } from '../../../../shared/domain/device'
import { OLDEST_WHEEL } from '../../../../shared/domain/engine'
import { AppError } from '../../../../shared/errors/appError'
import { chooseWheel, type ChosenWheel } from './chooseWheel'
import { describeMachine } from './machine'
import { requirementsOfExtra } from './requirements'
import type { WheelMachine } from './wheelName'
import type { WheelSource } from './wheelSource'

export type PlannedWheel = ChosenWheel & { readonly isMain: boolean }

export interface PlanTools {
  readonly source: WheelSource
  readonly machine: WheelMachine
}

/** A third generation may have another C API. */
const SPECIFIERS = `>=${OLDEST_WHEEL},<3`
/** A compiler, not a library. */
const UNNEEDED = /^nvidia-cuda-nvcc/

/** Which packs may be had for a machine: their wheels hold libraries that can be used without a Python. */
export function packsFor({ platform, arch }: WheelMachine): TensorFlowDevice[] {
  if (platform === 'darwin') return ['cpu']
  if (platform !== 'linux') return []
  return arch === 'x64' ? ['cpu', 'cuda'] : ['cpu']
}

/** @throws {engine/no-wheel} {engine/no-wheel-in-folder} {engine/other-wheel} {engine/not-for-platform} {engine/offline} */
export async function planMainWheel(cuda: boolean, { source, machine }: PlanTools): Promise<PlannedWheel> {
  const packs = packsFor(machine)
  if (packs.length === 0) {
    throw new AppError('engine/not-for-platform', { platform: describeMachine(machine) })
  }
  const hasCuda = packs.includes('cuda')
  if (cuda && !hasCuda) throw source.missing('tensorflow[and-cuda]', describeMachine(machine))
  // Where there are both, the one that is only called tensorflow carries what graphics cards need, and does without them, too.
  const projects = hasCuda && !cuda ? ['tensorflow-cpu', 'tensorflow'] : ['tensorflow']
  for (const project of projects) {
    const wheel = chooseWheel(await source.list(project), { project, specifiers: SPECIFIERS, machine })
    if (wheel !== null) return { ...wheel, isMain: true }
  }
  throw source.missing(projects[0] ?? '', describeMachine(machine))
}

/** NVIDIA's libraries, in the versions that TensorFlow was made for. @param metadata of its wheel */
export async function planCudaWheels(
  metadata: string,
  { source, machine }: PlanTools,
): Promise<PlannedWheel[]> {
  const needed = requirementsOfExtra(metadata, 'and-cuda').filter(
    ({ project }) => project.startsWith('nvidia-') && !UNNEEDED.test(project),
  )
  if (needed.length === 0) throw source.missing('tensorflow[and-cuda]', describeMachine(machine))
  return Promise.all(
    needed.map(async ({ project, specifiers }) => {
      const found = chooseWheel(await source.list(project), { project, specifiers, machine })
      if (found === null) throw source.missing(`${project} ${specifiers}`, describeMachine(machine))
      return { ...found, isMain: false }
    }),
  )
}
