/** @file What arrays of Node 16 lack, which the Electron of the tests brings: imported for what it does. */

type Copied = 'reverse' | 'sort'

function copying(name: Copied) {
  return function copy(this: unknown[], ...values: unknown[]): unknown {
    const own = this.slice()
    return Reflect.apply(own[name], own, values)
  }
}

for (const type of [Array, Float32Array, Int32Array, Float64Array]) {
  const lacking: Record<string, unknown> = { toReversed: copying('reverse'), toSorted: copying('sort') }
  for (const [name, value] of Object.entries(lacking)) {
    if (name in type.prototype) continue
    Object.defineProperty(type.prototype, name, { value, writable: true, configurable: true })
  }
}
