import { describe, expect, it } from 'vitest'
import { isProblem } from '../options'
import { readRunOptions } from './runOptions'

const read = (...args: string[]) =>
  readRunOptions([...args, '--space', 'space.json', '--', 'python', 'train.py'])

describe('readRunOptions', () => {
  it('ends where --stop-at says, as "fettle tune" does; --target is the same', () => {
    expect(read('--stop-at', '0.1')).toMatchObject({ target: 0.1 })
    expect(read('--target', '0.2')).toMatchObject({ target: 0.2 })
    expect(read()).toMatchObject({ target: null })
    const wrong = read('--stop-at', 'soon')
    expect(isProblem(wrong) && wrong.problem).toContain('--stop-at')
  })
})
