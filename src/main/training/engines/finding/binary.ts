/** @file For which system and processor a library was made, as its first bytes say: ELF, Mach-O or PE. */

export interface Target {
  /** As Node names them. */
  readonly platform: string
  readonly arch: string
}

/** @returns null for what is no library; several for one that was made for several. */
export function readTarget(bytes: Uint8Array): Target[] | null {
  if (bytes.length < 64) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  switch (view.getUint32(0)) {
    case 0x7f45_4c46:
      return [{ platform: 'linux', arch: ELF[view.getUint16(18, true)] ?? 'other' }]
    case 0xcffa_edfe:
      return [{ platform: 'darwin', arch: MACH_O[view.getUint32(4, true)] ?? 'other' }]
    case 0xcafe_babe:
      return readUniversal(view)
    default:
      return readPe(view)
  }
}

const ELF: Readonly<Record<number, string>> = { 0x3e: 'x64', 0xb7: 'arm64' }
const MACH_O: Readonly<Record<number, string>> = { 0x0100_0007: 'x64', 0x0100_000c: 'arm64' }
const PE: Readonly<Record<number, string>> = { 0x8664: 'x64', 0xaa64: 'arm64' }

function readUniversal(view: DataView): Target[] {
  const count = Math.min(view.getUint32(4), Math.floor((view.byteLength - 8) / 20))
  return Array.from({ length: count }, (_, index) => ({
    platform: 'darwin',
    arch: MACH_O[view.getUint32(8 + 20 * index)] ?? 'other',
  }))
}

function readPe(view: DataView): Target[] | null {
  const at = view.getUint32(60, true)
  const isPe = view.getUint16(0) === 0x4d5a && at + 6 <= view.byteLength && view.getUint32(at) === 0x5045_0000
  return isPe ? [{ platform: 'win32', arch: PE[view.getUint16(at + 4, true)] ?? 'other' }] : null
}
