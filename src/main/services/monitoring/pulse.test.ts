import { describe, expect, it } from 'vitest'
import { createPulse } from './pulse'

function makePulse() {
  const due: (() => void)[] = []
  let told = 0
  const pulse = createPulse(
    {
      after: (_ms, work) => {
        due.push(work)
        return () => undefined
      },
    },
    () => (told += 1),
  )
  return { pulse, told: () => told, pass: () => due.shift()?.() }
}

describe('createPulse', () => {
  it('tells of the first change at once and of a thousand more only once, when it has rested', () => {
    const { pulse, told, pass } = makePulse()
    for (let change = 0; change < 1000; change++) pulse()
    expect(told()).toBe(1)
    pass()
    expect(told()).toBe(2)
  })

  it('is silent where nothing changed while it rested, and quick again after', () => {
    const { pulse, told, pass } = makePulse()
    pulse()
    pass()
    expect(told()).toBe(1)
    pulse()
    expect(told()).toBe(2)
  })
})
