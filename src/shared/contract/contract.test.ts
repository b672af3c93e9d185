import * as v from 'valibot'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { EVENTS } from './events'
import { INVOKES, isChannel, type InvokeInput, type InvokeOutput } from './invokes'
import { MAX_CHUNK_BYTES } from './invokes/app'

describe('the contract', () => {
  it('names channels noun:verb and events noun:pastTense', () => {
    for (const name of Object.keys(INVOKES)) expect(name).toMatch(/^[a-z]+:[a-zA-Z]+$/)
    for (const name of Object.keys(EVENTS)) expect(name).toMatch(/^[a-z]+:[a-z]+ed$/)
  })

  it('derives the types of both sides from one table', () => {
    expectTypeOf<InvokeInput<'study:start'>>().toHaveProperty('id')
    expectTypeOf<InvokeOutput<'project:list'>>().toBeArray()
  })

  it('knows no channel that an object merely inherits', () => {
    expect(isChannel('__proto__')).toBe(false)
    expect(isChannel('constructor')).toBe(false)
    expect(isChannel('study:get')).toBe(true)
  })

  it('refuses unknown keys, so that a typo is never silently lost', () => {
    const input = { name: 'a.csv', sizeBytes: 1, path: '/etc/passwd' }
    expect(v.safeParse(INVOKES['file:begin'].input, input).success).toBe(false)
  })

  it('takes a chunk of the largest size', () => {
    const base64 = Buffer.alloc(MAX_CHUNK_BYTES).toString('base64')
    expect(v.safeParse(INVOKES['file:append'].input, { fileId: 'abcdef', base64 }).success).toBe(true)
  })
})
