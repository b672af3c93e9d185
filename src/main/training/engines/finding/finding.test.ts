import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { packFile, packFolder } from '../pack'
import { readTarget } from './binary'
import { findTensorFlow, type WhereToLook } from './findTensorFlow'
import { libraryIn } from './libraryIn'
import { findPythonPackages } from './pythons'

const isLinux = process.platform === 'linux'
let root = ''

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'fettle-find-'))
})
afterEach(() => rm(root, { recursive: true, force: true }))

function elf(machine: number): Buffer {
  const bytes = Buffer.alloc(5000)
  bytes.writeUInt32BE(0x7f45_4c46, 0)
  bytes.writeUInt16LE(machine, 18)
  return bytes
}

const [OWN, OTHER] = process.arch === 'arm64' ? [0xb7, 0x3e] : [0x3e, 0xb7]

async function put(path: string, contents: string | Buffer = ''): Promise<string> {
  const file = join(root, path)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, contents)
  return file
}

async function putLibrary(folder: string, machine = OWN): Promise<string> {
  await put(join(folder, 'libtensorflow_framework.so.2'), elf(machine))
  return dirname(await put(join(folder, 'libtensorflow_cc.so.2'), elf(machine)))
}

function where(more: Partial<WhereToLook> = {}): WhereToLook {
  return {
    path: null,
    engines: join(root, 'engines'),
    packagesFrom: [],
    env: {},
    asksPythons: false,
    ...more,
  }
}

describe('readTarget', () => {
  it('tells systems and processors apart', () => {
    const mach = Buffer.alloc(64)
    mach.writeUInt32BE(0xcffa_edfe, 0)
    mach.writeUInt32LE(0x0100_000c, 4)
    const pe = Buffer.alloc(256)
    pe.write('MZ')
    pe.writeUInt32LE(128, 60)
    pe.write('PE', 128)
    pe.writeUInt16LE(0x8664, 132)
    expect(readTarget(elf(0x3e))).toEqual([{ platform: 'linux', arch: 'x64' }])
    expect(readTarget(mach)).toEqual([{ platform: 'darwin', arch: 'arm64' }])
    expect(readTarget(pe)).toEqual([{ platform: 'win32', arch: 'x64' }])
    expect(
      readTarget(Buffer.from('a text that is longer than the header of a library would be, at least')),
    ).toBeNull()
    expect(readTarget(Buffer.alloc(3))).toBeNull()
  })
})

describe.runIf(isLinux)('libraryIn', () => {
  it('finds the files wherever a user may point', async () => {
    const folder = await putLibrary('venv/lib/python3.12/site-packages/tensorflow')
    for (const from of [
      'venv',
      'venv/lib/python3.12/site-packages',
      'venv/lib/python3.12/site-packages/tensorflow',
    ]) {
      expect(await libraryIn(join(root, from))).toMatchObject({ folder, sizeBytes: 10_000 })
    }
  })

  it('says what is wrong with a folder', async () => {
    await expect(libraryIn(root)).rejects.toMatchObject({ code: 'engine/not-found' })
    await putLibrary('other', OTHER)
    await expect(libraryIn(join(root, 'other'))).rejects.toMatchObject({ code: 'engine/wrong-architecture' })
    await put('mac/libtensorflow_cc.2.dylib')
    await expect(libraryIn(join(root, 'mac'))).rejects.toMatchObject({ code: 'engine/wrong-architecture' })
    await put('half/libtensorflow_cc.so.2', elf(OWN))
    await expect(libraryIn(join(root, 'half'))).rejects.toMatchObject({ code: 'engine/no-framework' })
    await putLibrary('cut')
    await put('cut/libtensorflow_cc.so.2', 'text')
    await expect(libraryIn(join(root, 'cut'))).rejects.toMatchObject({ code: 'engine/broken' })
  })
})

describe.runIf(isLinux)('findTensorFlow', () => {
  async function putPack(): Promise<void> {
    const folder = packFolder(join(root, 'engines'))
    await putLibrary(join(folder, 'tensorflow').slice(root.length + 1))
    const pack = { engine: 'tensorflow', version: '2.21.0', hasCuda: false, wheels: [], sizeBytes: 7 }
    await writeFile(packFile(folder), JSON.stringify(pack))
  }

  async function putPackage(name: string): Promise<void> {
    await put(`app/node_modules/@tensorflow/${name}/package.json`, '{}')
    await putLibrary(`app/node_modules/@tensorflow/${name}/deps/lib`)
  }

  it('lists what there is in the order in which it is taken', async () => {
    await putPack()
    await putPackage('tfjs-node')
    await putPackage('tfjs-node-gpu')
    const path = await putLibrary('own')
    const found = await findTensorFlow(where({ path, packagesFrom: [root, join(root, 'app')] }))
    expect(found.map(({ id }) => id)).toEqual(['path', 'pack', 'tfjs-node-gpu', 'tfjs-node'])
    expect(found[1]).toMatchObject({ version: '2.21.0', sizeBytes: 7, problem: null })
  })

  it('knows which of them were made for graphics cards of NVIDIA', async () => {
    await putPack()
    await putPackage('tfjs-node')
    await putPackage('tfjs-node-gpu')
    await put('engines/tensorflow/nvidia/cudnn/lib/libcudnn.so.9')
    const found = await findTensorFlow(where({ packagesFrom: [join(root, 'app')] }))
    expect(found.map(({ id, bringsCuda }) => [id, bringsCuda])).toEqual([
      ['pack', true],
      ['tfjs-node-gpu', true],
      ['tfjs-node', false],
    ])
  })

  it('puts a chosen folder first that is found anyway, and lists it once', async () => {
    await putPack()
    await putPackage('tfjs-node')
    const path = join(root, 'app/node_modules/@tensorflow/tfjs-node/deps/lib')
    const found = await findTensorFlow(where({ path, packagesFrom: [join(root, 'app')] }))
    expect(found.map(({ folder }) => folder)[0]).toBe(path)
    expect(found).toHaveLength(2)
  })

  it('tells what cannot be used, with its reason', async () => {
    const folder = await putLibrary('old/tensorflow')
    await put('old/tensorflow_cpu-2.8.4.dist-info/METADATA')
    const [old] = await findTensorFlow(where({ path: folder }))
    expect(old?.problem).toEqual({ code: 'engine/too-old', details: { version: '2.8.4', needed: '2.9' } })
    const wheel = dirname(
      dirname(await put('2.11/tensorflow/python/_pywrap_tensorflow_internal.so', elf(OWN))),
    )
    await put('2.11/tensorflow/libtensorflow_framework.so.2', elf(OWN))
    await put('2.11/tensorflow_cpu-2.11.1.dist-info/METADATA')
    const [module] = await findTensorFlow(where({ path: wheel }))
    const tooOld = { code: 'engine/too-old', details: { version: '2.11.1', needed: '2.12' } }
    expect(module?.problem).toEqual(tooOld)
    const [gone] = await findTensorFlow(where({ path: join(root, 'gone') }))
    expect(gone).toMatchObject({ source: 'path', problem: { code: 'engine/not-found' } })
  })
})

describe.runIf(isLinux)('the library of tfjs-node', () => {
  /** As its install script unpacks the archive of libtensorflow: files with their version, and links to them. */
  async function putPackage(version: string): Promise<void> {
    const lib = 'app/node_modules/@tensorflow/tfjs-node/deps/lib'
    await put('app/node_modules/@tensorflow/tfjs-node/package.json', '{ "main": "dist/index.js" }')
    for (const name of ['libtensorflow', 'libtensorflow_framework']) {
      await put(join(lib, `${name}.so.${version}`), elf(OWN))
      await symlink(`${name}.so.${version}`, join(root, lib, `${name}.so.2`))
      await symlink(`${name}.so.2`, join(root, lib, `${name}.so`))
    }
  }

  it('is found where the package was unpacked, with the version that its file has', async () => {
    await putPackage('2.9.1')
    const [found] = await findTensorFlow(where({ packagesFrom: [join(root, 'app')] }))
    expect(found).toMatchObject({ source: 'tfjs-node', version: '2.9.1', problem: null, sizeBytes: 10_000 })
    expect(found?.folder).toMatch(/tfjs-node\/deps\/lib$/)
  })

  it('is too old where the package brings an old one, and not there where nobody let it be fetched', async () => {
    await putPackage('2.7.0')
    const packagesFrom = [join(root, 'app')]
    const [old] = await findTensorFlow(where({ packagesFrom }))
    expect(old?.problem).toEqual({ code: 'engine/too-old', details: { version: '2.7.0', needed: '2.9' } })
    await rm(join(root, 'app/node_modules/@tensorflow/tfjs-node/deps'), { recursive: true })
    const [bare] = await findTensorFlow(where({ packagesFrom }))
    expect(bare?.problem).toMatchObject({ code: 'engine/not-found' })
  })
})

describe.runIf(isLinux)('findPythonPackages', () => {
  async function putPython(path: string, script: string): Promise<void> {
    await chmod(await put(path, `#!/bin/sh\n${script}\n`), 0o755)
  }

  it('asks the environment that is active and those on the path, and lists each answer once', async () => {
    await putPython('venv/bin/python', 'echo a greeting; echo; echo /venv/tensorflow')
    await putPython('bin/python3', 'echo /usr/tensorflow')
    await symlink(join(root, 'bin/python3'), join(root, 'bin/python'))
    const env = { VIRTUAL_ENV: join(root, 'venv'), CONDA_PREFIX: join(root, 'nowhere') }
    const path = `${join(root, 'bin')}:/bin:/usr/bin`
    expect(await findPythonPackages({ ...env, PATH: path })).toEqual(['/venv/tensorflow', '/usr/tensorflow'])
  })

  it('takes no answer of a Python that has none', async () => {
    await putPython('bin/python3', 'echo; echo')
    await putPython('bin/python', 'echo /half; exit 3')
    expect(await findPythonPackages({ PATH: `${join(root, 'bin')}:/bin` })).toEqual([])
  })
})
