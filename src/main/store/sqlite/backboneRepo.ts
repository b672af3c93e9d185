/** @file Backbones: networks that models begin with; their weights lie in files. */
import type { Database } from 'better-sqlite3'
import * as v from 'valibot'
import { Backbone } from '../../../shared/domain/backbone'
import type { BackboneId } from '../../../shared/domain/ids'
import type { BackboneRepo } from '../types'
import { expectChanged, json, readFound, readRow } from './rows'
import { createTrash } from './trash'

const { layers, inputShape, outputShape, dropped } = Backbone.entries
const BackboneRow = v.strictObject({
  ...Backbone.entries,
  ...{
    layers: json(layers),
    inputShape: json(inputShape),
    outputShape: json(outputShape),
    dropped: json(dropped),
  },
})
const COLUMNS = `id, name, format, weights, size_bytes AS sizeBytes, weight_count AS weightCount, layers,
  input_shape AS inputShape, output_shape AS outputShape, scaling, dropped, created_at AS createdAt`

export function createBackboneRepo(database: Database, now: () => number): BackboneRepo {
  const insert = database.prepare(
    `INSERT INTO backbones (id, name, format, weights, size_bytes, weight_count, layers, input_shape, output_shape,
       scaling, dropped, created_at)
     VALUES (@id, @name, @format, @weights, @sizeBytes, @weightCount, @layers, @inputShape, @outputShape,
       @scaling, @dropped, @createdAt)`,
  )
  const update = database.prepare(
    'UPDATE backbones SET name = @name, scaling = @scaling WHERE id = @id AND removed_at IS NULL',
  )
  const select = database.prepare(`SELECT ${COLUMNS} FROM backbones WHERE id = ? AND removed_at IS NULL`)
  const selectAll = database.prepare(
    `SELECT ${COLUMNS} FROM backbones WHERE removed_at IS NULL ORDER BY created_at DESC, rowid DESC`,
  )
  return {
    ...createTrash<BackboneId>(database, 'backbone', now),
    insert: (backbone) => {
      insert.run({
        ...backbone,
        layers: JSON.stringify(backbone.layers),
        inputShape: JSON.stringify(backbone.inputShape),
        outputShape: JSON.stringify(backbone.outputShape),
        dropped: JSON.stringify(backbone.dropped),
      })
    },
    update: ({ id, name, scaling }) => {
      expectChanged(update.run({ id, name, scaling }).changes, { what: 'backbone', id })
    },
    list: () => selectAll.all().map((row) => readRow(BackboneRow, row)),
    get: (id) => readFound(BackboneRow, select.get(id), { what: 'backbone', id }),
  }
}
