import type { Design } from '@shared/domain/design'
import { newLayer } from '@shared/domain/newLayer'
import { allLayers, freeId } from './layerTree'

/** The same design with its two networks in each other's place: what edits the first one then edits the second. */
export function swapNetworks({ layers, discriminator, ...rest }: Design): Design {
  return discriminator === undefined
    ? { layers, ...rest }
    : { ...rest, layers: discriminator, discriminator: layers }
}

/** Adversarial training needs a second network; it begins as a small one and stays when the mode is changed back. */
export function withDiscriminator(design: Design): Design {
  if (design.training.mode !== 'adversarial' || design.discriminator !== undefined) return design
  const taken = new Set(allLayers(design).map(({ id }) => id))
  const [hidden, output] = [freeId('dense', taken), freeId('output', taken)]
  return { ...design, discriminator: [newLayer('dense', hidden), newLayer('output', output)] }
}
