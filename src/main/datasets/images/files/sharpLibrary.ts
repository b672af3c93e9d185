/** @file The library that decodes pictures, loaded when the first one is: training never loads it. */
import type sharp from 'sharp'

export type Sharp = typeof sharp

let loading: Promise<Sharp> | null = null

/** Reads what the operating system's own viewers read; SVG, PDF and the like are blocked by name besides. */
const READERS = ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Tiff'].map((name) => `VipsForeignLoad${name}`)

export function loadSharp(): Promise<Sharp> {
  loading ??= import('sharp').then(({ default: library }) => {
    // Pictures are decoded beside each other, each by one thread; none is looked at twice.
    library.concurrency(1)
    library.cache(false)
    library.block({ operation: ['VipsForeignLoad'] })
    library.unblock({ operation: READERS })
    return library
  })
  return loading
}
