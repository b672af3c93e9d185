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
  const known = placesOf(primitive)
  const strange = primitive.keys.length
  const places = Int32Array.from(texts, (text) => known.get(text) ?? strange)
  frame.remove(primitive.column)
  primitive.names.forEach((name, column) => {
    frame.set(name, {
      kind: 'figures',
      isDate: false,
      get values() {
        return lookUp({ primitive, column, codes, places })
      },
    })
  })
}

interface LookupColumn {
  readonly primitive: PrimitiveOf<'lookup'>
  readonly column: number
  readonly codes: Int32Array
  /** Of each code, the place of its key; behind the last one for strangers. */
  readonly places: Int32Array
}

function lookUp({ primitive, column, codes, places }: LookupColumn): Float64Array {
  const { keys, isOneHot, table } = primitive
  const [other, missing] = [primitive.other[column] ?? 0, primitive.missing[column] ?? 0]
  const figures = new Float64Array(places.length)
  for (let code = 0; code < places.length; code++) {
    const place = places[code] ?? keys.length
    if (place === keys.length) figures[code] = other
    else figures[code] = isOneHot ? (place === column ? 1 : 0) : (table[place]?.[column] ?? 0)
  }
  const values = new Float64Array(codes.length)
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] ?? -1
    values[row] = code < 0 ? missing : (figures[code] ?? other)
  }
  return values
}

/** Kept while their recipe is: it goes over the rows block by block. */
const PLACES = new WeakMap<PrimitiveOf<'lookup'>, ReadonlyMap<string, number>>()

function placesOf(primitive: PrimitiveOf<'lookup'>): ReadonlyMap<string, number> {
  const known = PLACES.get(primitive)
  if (known) return known
  const places = new Map(primitive.keys.map((key, place) => [key, place]))
  PLACES.set(primitive, places)
  return places
}
