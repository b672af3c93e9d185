import { describe, expect, it } from 'vitest'
import { missingData } from '../../support/realData/folder'
import { PROOFS, prove } from '../../support/realData/proofs'

/** What takes minutes is proved by `npm run bench -- accuracy`; here fewer epochs have to reach a little less. */
const SHORTER: Readonly<Record<string, { readonly epochs: number; readonly value: number }>> = {
  'MNIST, small CNN': { epochs: 1, value: 0.975 },
}

describe('models on real data', () => {
  for (const proof of PROOFS) {
    const missing = missingData(...proof.files)
    const { metric, value } = { ...proof.goal, ...SHORTER[proof.name] }
    it.skipIf(missing !== '')(`${proof.name}: ${metric} of ${value}${missing}`, async () => {
      const { best } = await prove(proof, { epochs: SHORTER[proof.name]?.epochs ?? proof.training.epochs })
      if (metric === 'mse') expect(best).toBeLessThanOrEqual(value)
      else expect(best).toBeGreaterThanOrEqual(value)
    })
  }
})
