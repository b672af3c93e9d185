/** @file Names in `inputs` that lead nowhere, or to what stands behind, as a design writes them. */
import type { Design } from '../../../shared/domain/design'
import type { Diagnostic } from '../../../shared/domain/modelCheck'
import type { DesignLayer } from '../../../shared/domain/modelSpec'

/** The names that a layer may use, and those that come too late for it. */
interface Scope {
  readonly before: ReadonlySet<string>
  readonly behind: ReadonlySet<string>
}

/** Every bad name once, at the layer that uses it: `model/cycle` for what stands behind, else `model/unknown-input`. */
export function findBadReferences(design: Design): Diagnostic[] {
  const ids = design.layers.map(({ id }) => id)
  return design.layers.flatMap((layer, index) => {
    const scope = { before: new Set(ids.slice(0, index)), behind: new Set(ids.slice(index)) }
    if (layer.kind !== 'repeat') return checkNames(layer, scope)
    const inner = layer.layers.map(({ id }) => id)
    return layer.layers.flatMap((each, place) =>
      checkNames(each, {
        before: new Set([...scope.before, layer.id, ...inner.slice(0, place)]),
        behind: new Set([...scope.behind, ...inner.slice(place)]),
      }),
    )
  })
}

function checkNames(layer: DesignLayer, { before, behind }: Scope): Diagnostic[] {
  const names = layer.kind === 'input' || layer.kind === 'repeat' ? [] : (layer.inputs ?? [])
  return [...new Set(names)]
    .filter((input) => !before.has(input))
    .map((input) => ({
      code: behind.has(input) ? 'model/cycle' : 'model/unknown-input',
      path: layer.id,
      details: { input },
    }))
}
