import { describe, expect, it } from 'vitest'
import { explainOldNode } from './nodeVersion'

describe('explainOldNode', () => {
  it('says nothing of a Node that is new enough', () => {
    expect(explainOldNode({ node: '24.21.0', napi: '10' })).toBeNull()
  })

  it('names the version of one that is too old', () => {
    expect(explainOldNode({ node: '20.20.2', napi: '9' })).toContain('20.20.2')
    expect(explainOldNode({ node: '0.10.0' })).not.toBeNull()
  })
})
