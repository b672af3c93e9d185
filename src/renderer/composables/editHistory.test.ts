import { describe, expect, it } from 'vitest'
import { commitEdit, redoEdit, startHistory, undoEdit } from './editHistory'

describe('EditHistory', () => {
  it('goes back and forth through every step', () => {
    const edited = commitEdit(commitEdit(startHistory('a'), 'b'), 'c')
    const undone = undoEdit(undoEdit(edited))
    expect(undone.present).toBe('a')
    expect(redoEdit(redoEdit(undone)).present).toBe('c')
  })

  it('stays where it is at either end', () => {
    const start = startHistory('a')
    expect(undoEdit(start)).toBe(start)
    expect(redoEdit(start)).toBe(start)
  })

  it('counts edits with one key as one step', () => {
    const typed = ['6', '64', '640'].reduce(
      (history, text) => commitEdit(history, text, 'units'),
      startHistory('16'),
    )
    expect(typed.present).toBe('640')
    expect(undoEdit(typed).present).toBe('16')
  })

  it('begins a new step after an undo, even with the same key', () => {
    const undone = undoEdit(commitEdit(commitEdit(startHistory('a'), 'b', 'x'), 'c', 'y'))
    const again = commitEdit(undone, 'd', 'x')
    expect(undoEdit(again).present).toBe('b')
  })

  it('forgets what was undone once something else is done', () => {
    const changed = commitEdit(undoEdit(commitEdit(startHistory('a'), 'b')), 'c')
    expect(redoEdit(changed)).toBe(changed)
  })

  it('takes an edit that changes nothing for none', () => {
    const start = startHistory('a')
    expect(commitEdit(start, 'a')).toBe(start)
  })
})
