import type { DatasetVersion } from '../../../shared/domain/dataset'
import type { Design } from '../../../shared/domain/design'
import { applyAssignment, defaultAssignment, deriveSpace, validateDesign } from '../../search'
import type { PreparedData } from '../data/preparedData'
import type { Variant } from '../data/variants'
import type { ModelPlace } from './checkModel'

/**
 * What a design stands between: the data of its first trial, where it searches settings of the data.
 * @param design null for data as it is
 */
export async function placeModel(
  prepared: PreparedData,
  version: DatasetVersion,
  design: Design | null,
): Promise<ModelPlace> {
  return placeVariant(prepared, version, design === null ? {} : firstVariant(design, version))
}

/** The same where the data are known. */
export async function placeVariant(
  prepared: PreparedData,
  version: DatasetVersion,
  variant: Variant,
): Promise<ModelPlace> {
  const { inputs, counts: rows } = prepared.meta(await prepared.folderOf(version, variant))
  const { task, recipe } = version.plan
  return { inputs: inputs.map(({ spec }) => spec), task, output: version.output, rows, recipe }
}

/** A search that is wrong has no first trial; what is wrong with it is told by the check. */
function firstVariant(design: Design, { plan }: DatasetVersion): Variant {
  if (validateDesign(design).length > 0) return {}
  const { data } = applyAssignment(design, defaultAssignment(deriveSpace(design)))
  const ids = new Set(plan.recipe.map(({ id }) => id))
  return Object.keys(data).every((id) => ids.has(id)) ? { data } : {}
}
