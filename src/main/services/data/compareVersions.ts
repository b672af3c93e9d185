import type { Column } from '../../../shared/domain/column'
import type { DatasetPlan, DatasetVersion } from '../../../shared/domain/dataset'
import type { RecipeStep } from '../../../shared/domain/recipe'
import type { VersionChange } from '../../../shared/domain/versionChanges'
import { canonicalJson } from '../../../shared/util/canonicalJson'

/** @returns what changed from one version to another: source, reading, columns, recipe, split, and what came of it. */
export function compareVersions(before: DatasetVersion, after: DatasetVersion): VersionChange[] {
  return [
    ...compareSources(before, after),
    ...compareReadings(before.plan, after.plan),
    ...compareColumns(before.plan.columns, after.plan.columns),
    ...ifDifferent('target', before.target, after.target),
    ...compareRecipes(before.plan.recipe, after.plan.recipe),
    ...ifDifferent('series', canonicalJson(before.plan.series), canonicalJson(after.plan.series)),
    ...(isAlike(before.plan.corrections, after.plan.corrections)
      ? []
      : [
          {
            kind: 'corrections' as const,
            before: countCorrections(before.plan),
            after: countCorrections(after.plan),
          },
        ]),
    ...(isAlike(before.plan.split, after.plan.split)
      ? []
      : [{ kind: 'split' as const, before: before.plan.split, after: after.plan.split }]),
    ...(isAlike(before.counts, after.counts)
      ? []
      : [{ kind: 'counts' as const, before: before.counts, after: after.counts }]),
  ]
}

function countCorrections({ corrections = [] }: DatasetPlan): { relabelled: number; excluded: number } {
  const relabelled = corrections.filter(({ kind }) => kind === 'relabel').length
  return { relabelled, excluded: corrections.length - relabelled }
}

function compareSources(before: DatasetVersion, after: DatasetVersion): VersionChange[] {
  const isSame = before.source.sha256 === after.source.sha256
  return [
    ...(isSame
      ? []
      : [{ kind: 'source' as const, before: before.source.fileName, after: after.source.fileName }]),
    ...ifDifferent('rows', before.rowCount, after.rowCount),
    ...ifDifferent('rejected', before.rejectedCount, after.rejectedCount),
  ]
}

function ifDifferent<Kind extends string, Value>(
  kind: Kind,
  before: Value,
  after: Value,
): { kind: Kind; before: Value; after: Value }[] {
  return before === after ? [] : [{ kind, before, after }]
}

function compareReadings({ dialect: before }: DatasetPlan, { dialect: after }: DatasetPlan): VersionChange[] {
  const settings = Object.keys(after) as (keyof typeof after)[]
  return settings
    .filter((setting) => !isAlike(before[setting], after[setting]))
    .map((setting) => ({
      kind: 'reading',
      setting,
      before: toText(before[setting]),
      after: toText(after[setting]),
    }))
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : canonicalJson(value)
}

/** Columns are the same where their place in the file is; one that moved by name counts as the same, too. */
function compareColumns(before: readonly Column[], after: readonly Column[]): VersionChange[] {
  const pairs = after.map((column) => ({ column, old: findOld(column, before, after) }))
  const kept = new Set(pairs.map(({ old }) => old))
  const removed = before.filter((column) => !kept.has(column))
  return [
    ...removed.map(({ name }) => ({ kind: 'columnRemoved' as const, column: name })),
    ...pairs.flatMap(({ column, old }) =>
      old ? compareColumn(old, column) : [{ kind: 'columnAdded' as const, column: column.name }],
    ),
  ]
}

function findOld(column: Column, before: readonly Column[], after: readonly Column[]): Column | undefined {
  const named = before.find(({ name }) => name === column.name)
  const placed = before.find(({ index }) => index === column.index)
  const isFree = placed !== undefined && !after.some(({ name }) => name === placed.name)
  return named ?? (isFree ? placed : undefined)
}

function compareColumn(old: Column, column: Column): VersionChange[] {
  const { name } = column
  return [
    ...ifDifferent('columnRenamed', old.name, name),
    ...ifDifferent('columnType', old.type, column.type).map((change) => ({ ...change, column: name })),
    ...ifDifferent('columnRole', old.role, column.role).map((change) => ({ ...change, column: name })),
  ]
}

function compareRecipes(before: readonly RecipeStep[], after: readonly RecipeStep[]): VersionChange[] {
  const old = new Map(before.map((step) => [keyOf(step), step]))
  const kept = new Set(after.map(keyOf))
  const changes: VersionChange[] = [
    ...before
      .filter((step) => !kept.has(keyOf(step)))
      .map((step) => ({ kind: 'stepRemoved' as const, step })),
    ...after.flatMap((step) => compareStep(old.get(keyOf(step)), step)),
  ]
  const order = before.map(keyOf).filter((key) => kept.has(key))
  const newOrder = after.map(keyOf).filter((key) => old.has(key))
  return isAlike(order, newOrder) ? changes : [...changes, { kind: 'stepsReordered' }]
}

function keyOf({ kind, id, columns }: RecipeStep): string {
  return id === '' ? canonicalJson([kind, columns]) : `${kind} ${id}`
}

function compareStep(old: RecipeStep | undefined, step: RecipeStep): VersionChange[] {
  if (!old) return [{ kind: 'stepAdded', step }]
  const [was, is] = [old as Record<string, unknown>, step as Record<string, unknown>]
  const settings = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(
    (name) => !isAlike(was[name], is[name]),
  )
  return settings.length === 0 ? [] : [{ kind: 'stepChanged', before: old, after: step, settings }]
}

function isAlike(one: unknown, other: unknown): boolean {
  return canonicalJson(one ?? null) === canonicalJson(other ?? null)
}
