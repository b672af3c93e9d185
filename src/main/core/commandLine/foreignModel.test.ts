import { describe, expect, it } from 'vitest'
import { KERAS_REMARKS } from '../../../shared/domain/kerasRemark'
import { describeRemark } from './foreignModel'

describe('describeRemark', () => {
  it.each(KERAS_REMARKS)('has words for %s, with every gap filled', (code) => {
    const details = { units: 3, activation: 'softmax', initializer: 'Identity', setting: 'pointwise' }
    const words = describeRemark({ code, layer: 'dense_1', details })
    expect(words).toContain('dense_1')
    expect(words).not.toMatch(/[{}]|undefined/)
  })
})
