/** @file Short ways to say how a proposed plan is changed. */
import type { Column, ColumnType } from '../../../shared/domain/column'
import type { DatasetPlan } from '../../../shared/domain/dataset'
import type { RecipeStep, StepKind, StepOf } from '../../../shared/domain/recipe'
import { type Split, withStratification } from '../../../shared/domain/split'

export type PlanChange = (plan: DatasetPlan) => DatasetPlan

/** One change after the other. */
export const changes =
  (...all: readonly PlanChange[]): PlanChange =>
  (plan) =>
    all.reduce((changed, change) => change(changed), plan)

/** A pixel that is the same in every row keeps its place in the picture. */
export const withAllColumns: PlanChange = (plan) => ({
  ...plan,
  columns: plan.columns.map((column) => (column.role === 'ignored' ? { ...column, role: 'input' } : column)),
})

/** Settles what a column is; where there is none of this name, it stays what was proposed. */
export const withColumn =
  (name: string, change: Partial<Pick<Column, 'role' | 'type'>>): PlanChange =>
  (plan) => ({
    ...plan,
    columns: plan.columns.map((column) => (column.name === name ? { ...column, ...change } : column)),
  })

/** The columns of a type are read. */
export const withRead =
  (type: ColumnType): PlanChange =>
  (plan) => ({
    ...plan,
    columns: plan.columns.map((column) =>
      column.type === type && column.role === 'ignored' ? { ...column, role: 'input' } : column,
    ),
  })

/** Dealt class by class where there are classes. */
export const withSplit =
  (split: Split): PlanChange =>
  (plan) => ({ ...plan, split: withStratification(split, plan.task !== 'regression') })

/** Other settings for the steps of a kind, where the plan has any. */
export const withSettings =
  <Kind extends StepKind>(kind: Kind, settings: Partial<StepOf<Kind>>): PlanChange =>
  (plan) => ({
    ...plan,
    recipe: plan.recipe.map((step) => (step.kind === kind ? ({ ...step, ...settings } as RecipeStep) : step)),
  })

/** Further steps at the end. */
export const withSteps =
  (...steps: readonly RecipeStep[]): PlanChange =>
  (plan) => ({ ...plan, recipe: [...plan.recipe, ...steps] })
