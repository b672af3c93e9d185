/** @file Rows of a table picked by number. */
import type { LookupSignatures } from '../../ops/signature/lookup'
import { full, map, type Tensor } from '../tensor'
import type { KernelsOf } from './kernel'

export const lookupKernels: KernelsOf<LookupSignatures> = {
  gatherRows: ([table, indices]) => [gatherRows(table, indices)],
  scatterAdd: ([d, indices], { rows }) => [scatterAdd(d, indices, rows)],
  toIndices: ([x], { count }) => [map(x, (value) => Math.min(Math.max(Math.trunc(value), 0), count - 1))],
  differsFrom: ([x], { value }) => [map(x, (other) => (other === value ? 0 : 1))],
}

function gatherRows(table: Tensor, indices: Tensor): Tensor {
  const width = table.shape[1] ?? 1
  const rows = [...indices.values].map((row) => table.values.subarray(row * width, (row + 1) * width))
  return { shape: [...indices.shape, width], values: Float64Array.from(rows.flatMap((row) => [...row])) }
}

function scatterAdd(d: Tensor, indices: Tensor, rows: number): Tensor {
  const width = d.shape.at(-1) ?? 1
  const sums = full([rows, width], 0)
  d.values.forEach((value, index) => {
    const place = (indices.values[Math.floor(index / width)] ?? 0) * width + (index % width)
    sums.values[place] = (sums.values[place] ?? 0) + value
  })
  return sums
}
