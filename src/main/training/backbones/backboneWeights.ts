/** @file The weights that layers of backbones begin with, by the names that they have in a model. */
import { join } from 'node:path'
import type { ModelSpec, PlacedBackbone } from '../../../shared/domain/modelSpec'
import { AppError } from '../../../shared/errors/appError'
import type { Weights } from '../types'
import { readWeights } from '../weightsFile'

/** @returns where the weights of a backbone lie. @param weights SHA-256 of the file */
export function backboneFile(folder: string, weights: string): string {
  return join(folder, `${weights}.weights`)
}

/**
 * @param folder of the backbones; undefined where the caller has none
 * @returns nothing for a model without backbones
 * @throws {backbone/no-weights} where a file is gone or altered
 */
export async function readBackboneWeights(
  { backbones = [] }: Pick<ModelSpec, 'backbones'>,
  folder: string | undefined,
): Promise<Weights> {
  const found: [string, { readonly shape: readonly number[]; readonly values: Float32Array }][] = []
  for (const backbone of backbones) {
    const weights = await readFile(backbone, folder)
    found.push(...scalingOf(backbone))
    const ids = new Map(backbone.layers.map(({ id, from }) => [from, id]))
    for (const [name, value] of weights) {
      const slash = name.indexOf('/')
      const id = ids.get(name.slice(0, slash))
      if (id !== undefined) found.push([id + name.slice(slash), value])
    }
  }
  return new Map(found)
}

async function readFile({ id, weights }: PlacedBackbone, folder: string | undefined): Promise<Weights> {
  try {
    return await readWeights(backboneFile(folder ?? '', weights))
  } catch (thrown) {
    throw new AppError('backbone/no-weights', { layer: id }, { cause: thrown })
  }
}

function scalingOf({ scaling }: PlacedBackbone) {
  if (scaling === null) return []
  return (['mean', 'variance'] as const).map((statistic) => {
    const values = Float32Array.from(scaling[statistic])
    return [`${scaling.layer}/${statistic}`, { shape: [values.length], values }] as const
  }) as [string, { readonly shape: readonly number[]; readonly values: Float32Array }][]
}
