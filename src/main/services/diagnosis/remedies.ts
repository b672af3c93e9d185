import type { Remedy, SettingChange } from '../../../shared/domain/diagnosis/finding'
import { findSetting, possibleValues } from '../../../shared/domain/settingCatalogue'
import type { DesignLayer } from '../../../shared/domain/modelSpec'
import { newLayer } from '../../../shared/domain/newLayer'
import type { ParameterValue } from '../../../shared/domain/searchSpace'
import type { TrialCase } from './types'

type Subject = Pick<TrialCase, 'design' | 'row'>

/** @returns what a setting is in this trial; null where the design has none of that name. */
export function settingOf({ design, row }: Subject, path: string): ParameterValue | null {
  return row.assignment[path] ?? findSetting(design, path)?.value ?? null
}

/** @returns a change within what the setting may be; null where that changes nothing, or there is no such setting. */
export function change(subject: Subject, path: string, to: ParameterValue): SettingChange | null {
  const found = findSetting(subject.design, path)
  const from = settingOf(subject, path)
  if (found === null || from === null) return null
  const { setting } = found
  const value = setting.kind === 'choice' || typeof to !== 'number' ? to : limited(to, setting)
  return value === from ? null : { path, from, to: value }
}

function limited(
  value: number,
  { kind, range }: { readonly kind: 'integer' | 'float'; readonly range: { low: number; high: number } },
): number {
  const inside = Math.min(range.high, Math.max(range.low, value))
  return kind === 'integer' ? Math.round(inside) : tidy(inside)
}

/** Two digits are as much as anybody means. */
export function tidy(value: number): number {
  return Number(value.toPrecision(2))
}

/** @returns a number setting times a factor. */
export function scaled(subject: Subject, path: string, factor: number): SettingChange | null {
  const now = settingOf(subject, path)
  return typeof now === 'number' ? change(subject, path, now * factor) : null
}

/** @returns the remedy of these changes; none where nothing is left to change. */
export function settings(...changes: readonly (SettingChange | null)[]): Remedy[] {
  const real = changes.filter((each) => each !== null)
  return real.length === 0 ? [] : [{ kind: 'settings', changes: real }]
}

/** @returns every layer of the design, those inside repeats included. */
export function designLayers({ design }: Pick<TrialCase, 'design'>): DesignLayer[] {
  return design.layers.flatMap((layer) => (layer.kind === 'repeat' ? layer.layers : [layer]))
}

/** @returns the activation of every hidden layer that has one of these changed to another. */
export function activations(subject: Subject, from: readonly string[], to: string): Remedy[] {
  const paths = designLayers(subject).map(({ id }) => `${id}.activation`)
  const fitting = paths.filter((path) => from.includes(String(settingOf(subject, path))))
  return settings(...fitting.map((path) => change(subject, path, to)))
}

/** More dropout where there is some, else a layer of it before the last one. */
export function moreDropout(subject: Subject, by: number): Remedy[] {
  const layers = designLayers(subject)
  const dropouts = layers.filter(({ kind }) => kind === 'dropout').map(({ id }) => `${id}.rate`)
  const raised = dropouts.flatMap((path) => {
    const now = settingOf(subject, path)
    return typeof now === 'number' ? settings(change(subject, path, Math.min(0.6, now + by))) : []
  })
  if (dropouts.length > 0) {
    const changes = raised.flatMap((remedy) => (remedy.kind === 'settings' ? remedy.changes : []))
    return settings(...changes)
  }
  const last = subject.design.layers.at(-1)
  if (last?.kind !== 'output' || last.inputs !== undefined) return []
  return [
    {
      kind: 'insertLayer',
      layer: newLayer('dropout', freeId(layers, 'dropout'), { rate: 0.3 }),
      before: last.id,
    },
  ]
}

function freeId(layers: readonly DesignLayer[], stem: string): string {
  const taken = new Set(layers.map(({ id }) => id))
  let id = stem
  for (let count = 2; taken.has(id); count++) id = `${stem}${String(count)}`
  return id
}

/** A lower learning rate, and gradients that are held where they are not yet. */
export function calmer(subject: Subject, factor: number): Remedy[] {
  return settings(scaled(subject, 'training.learningRate', factor))
}

/** @returns whether a setting is one of these in this trial, or might be in the study. */
export function isEver(subject: Subject, path: string, values: readonly ParameterValue[]): boolean {
  return possibleValues(subject.design, path).some((value) => values.includes(value))
}
