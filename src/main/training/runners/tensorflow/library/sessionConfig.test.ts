import { describe, expect, it } from 'vitest'
import { sessionConfig, type SessionOptions } from './sessionConfig'

const hex = (options: SessionOptions): string => Buffer.from(sessionConfig(options)).toString('hex')

describe('sessionConfig', () => {
  // inter_op_parallelism_threads: 1, allow_soft_placement and use_per_session_threads: true
  const always = { one: '2801', rest: '38014801' }

  it('hides every card from who trains on the processor', () => {
    const deviceCount = `0a070a03${Buffer.from('GPU').toString('hex')}1000`
    const threads = '1002'
    const allowGrowth = '32022001'
    expect(hex({ device: 'cpu', threads: 2 })).toBe(
      deviceCount + threads + always.one + allowGrowth + always.rest,
    )
  })

  it('uses the first card alone, with memory as it is needed', () => {
    const growthAndVisible = `320520012a01${Buffer.from('0').toString('hex')}`
    expect(hex({ device: 'cuda', threads: 1 })).toBe(`1001${always.one}${growthAndVisible}${always.rest}`)
  })
})
