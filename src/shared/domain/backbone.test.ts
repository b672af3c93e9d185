import { describe, expect, it } from 'vitest'
import { withPictureSize } from './backbone'
import type { DatasetPlan } from './dataset'
import { newStep } from './recipe'

describe('withPictureSize', () => {
  const plan = { recipe: [newStep('picture', 'picture', 'pictures')] } as unknown as DatasetPlan
  const sizeOf = (shape: readonly number[]): unknown[] =>
    withPictureSize(plan, shape).recipe.map((step) =>
      step.kind === 'picture' ? [step.height, step.width, step.channels] : null,
    )

  it('has pictures as a network was trained on them', () => {
    expect(sizeOf([96, 128, 1])).toEqual([[96, 128, 1]])
  })

  it('leaves them as they are where a network reads no pictures, or smaller ones than there may be', () => {
    const [usual] = sizeOf([])
    expect(sizeOf([5])).toEqual([usual])
    expect(sizeOf([6, 7, 1])).toEqual([usual])
    expect(sizeOf([96, 96, 4])).toEqual([usual])
  })
})
