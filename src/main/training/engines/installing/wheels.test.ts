import { describe, expect, it } from 'vitest'
import { chooseWheel } from './chooseWheel'
import { macOsVersion, thisMachine } from './machine'
import { packsFor } from './planWheels'
import { requirementsOfExtra } from './requirements'
import { compareVersions, keepsSpecifiers, parseVersion } from './version'
import { fitsMachine, normalizeProject, parseWheelName, type WheelMachine } from './wheelName'

const linux: WheelMachine = { platform: 'linux', arch: 'x64', system: [2, 28] }
const mac: WheelMachine = { platform: 'darwin', arch: 'arm64', system: [14, 0] }

describe('parseVersion', () => {
  it('reads final releases only', () => {
    expect(parseVersion('2.21.0')).toEqual([2, 21, 0])
    expect(parseVersion('9.3.0.75')).toEqual([9, 3, 0, 75])
    for (const early of ['2.21.0rc1', '2.21.0.dev20250101', '2.21+cu12', '', 'nightly']) {
      expect(parseVersion(early)).toBeNull()
    }
  })
})

describe('compareVersions', () => {
  it('goes by numbers, the first place first', () => {
    expect(compareVersions([2, 9], [2, 21])).toBeLessThan(0)
    expect(compareVersions([2, 9, 0], [2, 9])).toBe(0)
    expect(compareVersions([3], [2, 99])).toBeGreaterThan(0)
  })
})

describe('keepsSpecifiers', () => {
  it.each([
    ['', true],
    ['<13.0,>=12.5.3', true],
    ['>=12.6', false],
    ['==12.5.*', true],
    ['==12.5.3', true],
    ['!=12.5.3', false],
    ['~=12.4', true],
    ['~=12.4.0', false],
    ['<=12.5,>1', false],
    ['@ https://elsewhere/', false],
  ])('of 12.5.3: %s', (specifiers, keeps) => {
    expect(keepsSpecifiers([12, 5, 3], specifiers)).toBe(keeps)
  })
})

describe('a wheel by its name', () => {
  const fits = (file: string, machine: WheelMachine): boolean => {
    const name = parseWheelName(file)
    return name !== null && fitsMachine(name, machine)
  }

  it('says project, version and platforms', () => {
    expect(parseWheelName('Nvidia_CuDNN.cu12-9.3.0.75-1-py3-none-manylinux2014_x86_64.whl')).toEqual({
      project: 'nvidia-cudnn-cu12',
      version: [9, 3, 0, 75],
      platforms: ['manylinux2014_x86_64'],
    })
    expect(parseWheelName('tensorflow-2.9.0.tar.gz')).toBeNull()
    expect(normalizeProject('A.b__C')).toBe('a-b-c')
  })

  it('fits the processor, and a C library that is new enough', () => {
    expect(fits('a-1-cp39-cp39-manylinux_2_27_x86_64.whl', linux)).toBe(true)
    expect(fits('a-1-cp39-cp39-manylinux_2_29_x86_64.whl', linux)).toBe(false)
    expect(fits('a-1-py3-none-manylinux2010_x86_64.manylinux_2_99_x86_64.whl', linux)).toBe(true)
    expect(fits('a-1-cp39-cp39-manylinux_2_17_aarch64.whl', linux)).toBe(false)
    expect(fits('a-1-cp39-cp39-manylinux_2_17_aarch64.whl', { ...linux, arch: 'arm64' })).toBe(true)
    expect(fits('a-1-cp39-cp39-musllinux_1_2_x86_64.whl', linux)).toBe(false)
    expect(fits('a-1-cp39-cp39-manylinux_2_17_x86_64.whl', { ...linux, system: null })).toBe(false)
  })

  it('fits a macOS that is new enough', () => {
    expect(fits('a-1-cp312-cp312-macosx_12_0_arm64.whl', mac)).toBe(true)
    expect(fits('a-1-cp312-cp312-macosx_10_9_universal2.whl', mac)).toBe(true)
    expect(fits('a-1-cp312-cp312-macosx_15_0_arm64.whl', mac)).toBe(false)
    expect(fits('a-1-cp312-cp312-macosx_12_0_x86_64.whl', mac)).toBe(false)
  })

  it('never fits Windows, whose wheels hold no library of its own', () => {
    expect(fits('a-1-cp312-cp312-win_amd64.whl', { platform: 'win32', arch: 'x64', system: null })).toBe(
      false,
    )
  })
})

describe('chooseWheel', () => {
  const file = (name: string, isYanked = false) => ({
    name,
    url: '',
    sha256: null,
    sizeBytes: null,
    isYanked,
    hasMetadata: false,
  })

  it('takes the newest that is allowed, whichever Python it is for', () => {
    const names = [
      '2.9.0-cp37-cp37m',
      '2.10.0-cp38-cp38',
      '3.0.0-cp313-cp313',
      '2.20.0-cp313-cp313',
      '2.20.0-cp310-cp310',
    ]
    const files = names.map((name) => file(`tensorflow_cpu-${name}-manylinux_2_17_x86_64.whl`))
    const wanted = { project: 'tensorflow-cpu', specifiers: '>=2.9,<3', machine: linux }
    expect(chooseWheel(files, wanted)?.file.name).toBe(
      'tensorflow_cpu-2.20.0-cp310-cp310-manylinux_2_17_x86_64.whl',
    )
    expect(
      chooseWheel(
        files.map((one) => ({ ...one, isYanked: true })),
        wanted,
      ),
    ).toBeNull()
    expect(chooseWheel(files, { ...wanted, project: 'tensorflow' })).toBeNull()
  })
})

describe('this machine', () => {
  it('has a macOS by the number of its kernel', () => {
    expect(['19.6.0', '20.6.0', '23.1.0', '24.0.0', '25.1.0'].map(macOsVersion)).toEqual([
      [10, 15],
      [11, 0],
      [14, 0],
      [15, 0],
      [26, 0],
    ])
  })

  it('is one that packs are known for', () => {
    expect(packsFor(linux)).toEqual(['cpu', 'cuda'])
    expect(packsFor(mac)).toEqual(['cpu'])
    expect(packsFor({ ...linux, arch: 'arm64' })).toEqual(['cpu'])
    expect(packsFor({ ...linux, platform: 'win32' })).toEqual([])
    expect(thisMachine().platform).toBe(process.platform)
  })
})

describe('requirementsOfExtra', () => {
  it('reads both ways of writing them, and nothing of other extras', () => {
    const metadata = [
      'Requires-Dist: numpy >=1.26',
      "Requires-Dist: nvidia-nccl-cu12 (<3.0,>=2.27) ; extra == 'and-cuda'",
      'Requires-Dist: nvidia_cublas.cu12<13.0, >=12.5; extra == "and-cuda"',
      'Requires-Dist: pytest; extra == "test"',
      '',
      'Requires-Dist: prose; extra == "and-cuda"',
    ].join('\r\n')
    expect(requirementsOfExtra(metadata, 'and-cuda')).toEqual([
      { project: 'nvidia-nccl-cu12', specifiers: '<3.0,>=2.27' },
      { project: 'nvidia-cublas-cu12', specifiers: '<13.0,>=12.5' },
    ])
  })
})
