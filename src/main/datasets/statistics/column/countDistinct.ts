/** @file Counts different figures without sorting them. */

/** Figures that are told apart at once: so many that the slots for them stay in the processor's cache. */
const GROUP_FIGURES = 16_384

/** Columns do not change; what was counted of one is asked again. */
const counted = new WeakMap<Float64Array, number>()

/** @param values NaN where missing. @returns how many different figures there are; −0 is 0. */
export function countDistinct(values: Float64Array): number {
  const count = counted.get(values) ?? countAnew(values)
  counted.set(values, count)
  return count
}

/** @returns whether it is known already that no figure is missing or there twice: then no two rows are alike. */
export function isKnownKey(values: Float64Array): boolean {
  return counted.get(values) === values.length
}

function countAnew(values: Float64Array): number {
  const figures = values.byteOffset % 8 === 0 ? values : values.slice()
  const words = new Int32Array(figures.buffer, figures.byteOffset, figures.length * 2)
  const bits = Math.min(15, Math.max(0, Math.ceil(Math.log2(figures.length / GROUP_FIGURES))))
  const { grouped, ends, hasZero } = groupByHash(figures, words, bits)
  let distinct = hasZero ? 1 : 0
  let start = 0
  const slots = new Float64Array(GROUP_FIGURES * 4)
  for (const end of ends) {
    distinct += countGroup(grouped.subarray(start, end), slots)
    start = end
  }
  return distinct
}

/** Of a figure that is in no group: 0, of either sign, and NaN. */
const NO_GROUP = 0xffff

/** Equal figures come into the same group. */
function groupByHash(figures: Float64Array, words: Int32Array, bits: number) {
  const groupOf = new Uint16Array(figures.length)
  const ends = new Int32Array(2 ** bits)
  let hasZero = false
  for (let at = 0; at < figures.length; at++) {
    const figure = figures[at] ?? NaN
    const isGrouped = figure < 0 || figure > 0
    // Shifting by 32 shifts by nothing: the upper bits, and then one more for no bits at all.
    const group = isGrouped ? (hashAt(words, at) >>> 1) >>> (31 - bits) : NO_GROUP
    groupOf[at] = group
    if (isGrouped) ends[group] = (ends[group] ?? 0) + 1
    else if (figure === 0) hasZero = true
  }
  startGroups(ends)
  const grouped = new Float64Array(figures.length)
  for (let at = 0; at < figures.length; at++) {
    const group = groupOf[at] ?? NO_GROUP
    if (group === NO_GROUP) continue
    const place = ends[group] ?? 0
    grouped[place] = figures[at] ?? NaN
    ends[group] = place + 1
  }
  return { grouped, ends, hasZero }
}

/** From the sizes of groups to where each begins; filling it moves that to where it ends. */
function startGroups(ends: Int32Array): void {
  let sum = 0
  for (let group = 0; group < ends.length; group++) {
    const size = ends[group] ?? 0
    ends[group] = sum
    sum += size
  }
}

/** Open addressing; 0 where free. @param spare room for the slots, used where it is enough. */
function countGroup(figures: Float64Array, spare: Float64Array): number {
  const size = 2 ** Math.ceil(Math.log2(Math.max(2, figures.length * 2)))
  const slots = size <= spare.length ? spare.subarray(0, size).fill(0) : new Float64Array(size)
  const words = new Int32Array(figures.buffer, figures.byteOffset, figures.length * 2)
  const mask = size - 1
  let distinct = 0
  for (let at = 0; at < figures.length; at++) {
    const figure = figures[at] ?? 0
    let slot = hashAt(words, at) & mask
    while (slots[slot] !== 0 && slots[slot] !== figure) slot = (slot + 1) & mask
    if (slots[slot] === 0) {
      slots[slot] = figure
      distinct++
    }
  }
  return distinct
}

/** Of the figure at a place, from its two halves. Groups are told by its upper bits, slots by its lower ones. */
function hashAt(words: Int32Array, at: number): number {
  const mixed = Math.imul((words[2 * at] ?? 0) ^ Math.imul(words[2 * at + 1] ?? 0, 0x9e3779b1), 0x85ebca6b)
  return Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35)
}
