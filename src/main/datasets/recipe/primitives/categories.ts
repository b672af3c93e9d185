/** @file Primitives from categories, and from what is missing, to figures. */
import type { PrimitiveOf } from '../../../../shared/domain/primitives'
import type { TextColumn } from '../frame/columns'
import type { Frame } from '../frame/frame'
import { at, neededPlaces, wholeOrNone, type PrimitiveRules } from './rule'

export const CATEGORY_RULES: PrimitiveRules<'indicator' | 'fillText' | 'lookup'> = {
  indicator: {
    apply: ({ columns, names }, frame) => {
      columns.forEach((name, place) => {
        const column = frame.get(name)
        frame.setLazily(names[place] ?? name, () => {
          if (column.kind === 'figures') return column.values.map((value) => (Number.isNaN(value) ? 1 : 0))
          const codes = 'codes' in column ? column.codes : new Int32Array(frame.rowCount)
          return Float64Array.from(codes, (code) => (code < 0 ? 1 : 0))
        })
      })
    },
    flow: ({ columns, names }) => ({
      reads: columns,
      writes: names,
      origins: columns.map((column) => [column]),
    }),
    narrow: (primitive, isNeeded) => {
      const places = neededPlaces(primitive.names, isNeeded)
      return (
        places && {
          ...primitive,
          names: at(primitive.names, places),
          columns: at(primitive.columns, places),
        }
      )
    },
  },
  fillText: {
    apply: ({ column, value }, frame) => {
      frame.set(column, fillTexts(frame.texts(column), value))
    },
    ...wholeOrNone(({ column }) => ({ reads: [column], writes: [column] })),
  },
  lookup: {
    apply: applyLookup,
    ...wholeOrNone(({ column, names }) => ({ reads: [column], writes: names })),
  },
}

function fillTexts(column: TextColumn, value: string): TextColumn {
  const { codes, texts } = column
  const known = texts.indexOf(value)
  const code = known < 0 ? texts.length : known
  return {
    ...column,
    texts: known < 0 ? [...texts, value] : texts,
    codes: codes.map((own) => (own < 0 ? code : own)),
  }
}

/** Columns are views of the codes, made when they are asked for: a million rows of a thousand flags are never held. */
function applyLookup(primitive: PrimitiveOf<'lookup'>, frame: Frame): void {
  const { codes, texts } = frame.texts(primitive.column)
  const { keys, names, isOneHot, table, other, missing } = primitive
  const places = new Map(keys.map((key, place) => [key, place]))
  const placeOfCode = Int32Array.from(texts, (text) => places.get(text) ?? keys.length)
  frame.remove(primitive.column)
  names.forEach((name, column) => {
    const figures = Float64Array.from(keys, (_, key) =>
      isOneHot ? (key === column ? 1 : 0) : (table[key]?.[column] ?? 0),
    )
    const [unknown, none] = [other[column] ?? 0, missing[column] ?? 0]
    const figureOfCode = Float64Array.from(placeOfCode, (place) => figures[place] ?? unknown)
    frame.set(name, {
      kind: 'figures',
      isDate: false,
      get values() {
        const values = new Float64Array(codes.length)
        for (let row = 0; row < codes.length; row++) values[row] = figureOfCode[codes[row] ?? -1] ?? none
        return values
      },
      writeTo: (cells, first, width) => {
        for (let row = 0, at = first; row < codes.length; row++, at += width)
          cells[at] = figureOfCode[codes[row] ?? -1] ?? none
      },
    })
  })
}
