import type { Design } from '../../../shared/domain/design'
import { isPlainLayer } from '../../../shared/domain/newLayer'
import type { Assignment } from '../../../shared/domain/searchSpace'
import { applyAssignment } from '../../search'

/**
 * The design with every setting of a trial, and nothing left to search. Copies of a repeat become layers of their own; a backbone
 * stays one layer, for its own layers are those of its file.
 */
export function fixedDesign(design: Design, assignment: Assignment): Design {
  if (design.layers.some(({ kind }) => kind === 'backbone')) return withSingleValues(design, assignment)
  const { model, training, data } = applyAssignment(design, assignment)
  const { discriminator } = model
  const steps = (design.data ?? []).map((step) => ({ ...step, ...data[step.id] }))
  return {
    layers: model.layers.filter(isPlainLayer),
    ...(discriminator === undefined ? {} : { discriminator: discriminator.filter(isPlainLayer) }),
    training,
    ...(design.data === undefined ? {} : { data: steps }),
    search: {},
  }
}

/** Every searched setting may have one value only. */
function withSingleValues(design: Design, assignment: Assignment): Design {
  const search = Object.entries(design.search).map(([path, domain]) => {
    const value = assignment[path]
    return [path, value === undefined ? domain : { kind: 'choice' as const, values: [value] }] as const
  })
  return { ...design, search: Object.fromEntries(search) }
}
