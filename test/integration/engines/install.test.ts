import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { access, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import {
  installTensorFlow,
  removePack,
  type InstallTools,
} from '../../../src/main/training/engines/installing/installTensorFlow'
import { parseNetrc } from '../../../src/main/training/engines/installing/netrc'
import { checkSpace } from '../../../src/main/training/engines/installing/space'
import { readPipConfig } from '../../../src/main/training/engines/installing/pipConfig'
import {
  credentialsIn,
  folderSource,
  indexSource,
} from '../../../src/main/training/engines/installing/wheelSource'
import { findTensorFlow } from '../../../src/main/training/engines'
import { readPack } from '../../../src/main/training/engines/pack'
import { type FakeIndex, type FakeIndexOptions, makeLibrary, makeWheel, startFakeIndex } from './fakeIndex'

const machine = { platform: 'linux', arch: 'x64', system: [2, 36] } as const
const CPU = 'tensorflow_cpu-2.20.0-cp312-cp312-manylinux_2_27_x86_64.whl'

const NO_CONFIG = { findLinks: [], trustedHosts: [], proxy: null, certificates: null }
const BASIC = `Basic ${Buffer.from('me:word').toString('base64')}`

let folder = ''
let engines = ''
let index: FakeIndex | undefined
let ending = new AbortController()
let told: [done: number, total: number][] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fettle-engine-'))
  engines = join(folder, 'engines')
  ending = new AbortController()
  told = []
})

afterEach(async () => {
  await index?.close()
  index = undefined
  await rm(folder, { recursive: true, force: true })
})

function tensorFlowWheel(more: Readonly<Record<string, string | Buffer>> = {}): Promise<Buffer> {
  return makeWheel({
    'tensorflow/libtensorflow_cc.so.2': makeLibrary(),
    'tensorflow/libtensorflow_framework.so.2': makeLibrary(9_000),
    'tensorflow/python/__init__.py': 'print("never unpacked")',
    'tensorflow/include/tensorflow/c/c_api.h': '// nor this',
    'tensorflow/THIRD_PARTY_NOTICES.txt': 'notices',
    'tensorflow_cpu-2.20.0.dist-info/METADATA': 'Name: tensorflow-cpu\nVersion: 2.20.0\n',
    ...more,
  })
}

interface Access {
  /** In the address of the index, with the sign behind it. */
  readonly user?: string
  readonly netrc?: string
}

/** Tools that ask the fake index as pip would be set up to. */
async function tools(
  options: FakeIndexOptions,
  { user = '', netrc = '' }: Access = {},
): Promise<InstallTools> {
  index = await startFakeIndex(options)
  const env = { PIP_INDEX_URL: `${index.url}/`.replace('//', `//${user}`) }
  const config = await readPipConfig({
    env,
    home: folder,
    platform: 'linux',
    readText: () => Promise.resolve(null),
  })
  const http = {
    env: {},
    proxy: null,
    trustedHosts: [],
    certificates: null,
    credentials: credentialsIn(config.indexes),
    netrc: parseNetrc(netrc),
  }
  const source = indexSource(config, http, ending.signal)
  const progress = (done: number, total: number): void => void told.push([done, total])
  return { source, http, machine, signal: ending.signal, progress, pauseMs: 1 }
}

const install = async (options: FakeIndexOptions, cuda = false) =>
  installTensorFlow({ engines, cuda }, await tools(options))

async function filesOf(pack: string): Promise<string[]> {
  const names = await readdir(pack, { recursive: true, withFileTypes: true })
  return names
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name).slice(pack.length + 1))
    .sort()
}

describe.each(['json', 'html'] as const)('installing from an index of %s', (page) => {
  it('unpacks the libraries and the notices of the newest wheel that fits, and nothing else', async () => {
    const older = CPU.replace('2.20.0', '2.9.1')
    const foreign = 'tensorflow_cpu-2.21.0-cp312-cp312-win_amd64.whl'
    const early = 'tensorflow_cpu-2.21.0rc1-cp312-cp312-manylinux_2_27_x86_64.whl'
    const withdrawn = CPU.replace('2.20.0', '2.20.1')
    const wheel = await tensorFlowWheel()
    const wheels = { [older]: wheel, [CPU]: wheel, [foreign]: wheel, [early]: wheel, [withdrawn]: wheel }
    const pack = await install({ wheels, page, yanked: [withdrawn] })
    expect(pack).toMatchObject({ version: '2.20.0', hasCuda: false, wheels: [CPU] })
    expect(await filesOf(join(engines, 'tensorflow'))).toEqual([
      'engine.json',
      'tensorflow/THIRD_PARTY_NOTICES.txt',
      'tensorflow/libtensorflow_cc.so.2',
      'tensorflow/libtensorflow_framework.so.2',
    ])
    expect(await readdir(engines)).toEqual(['tensorflow'])
    expect(await readPack(engines)).toEqual(pack)
    const [done = 0, total = 1] = told.at(-1) ?? []
    expect(done / total).toBeCloseTo(1)
  })

  it('throws away what is not what the index promised', async () => {
    const wheels = { [CPU]: await tensorFlowWheel() }
    const run = install({ wheels, page, sha256: { [CPU]: 'ab'.repeat(32) } })
    await expect(run).rejects.toMatchObject({ code: 'engine/wrong-checksum', details: { name: CPU } })
    expect(await filesOf(engines)).toEqual([])
  })
})

describe('a connection that breaks', () => {
  it('is taken up again where it broke', async () => {
    const wheel = await tensorFlowWheel({ 'tensorflow/libother.so.1': randomBytes(400_000) })
    const pack = await install({ wheels: { [CPU]: wheel }, breaks: { after: 100_000, times: 2 } })
    expect(pack.version).toBe('2.20.0')
    const ranges = index?.asked.filter((line) => line.includes('bytes=')) ?? []
    expect(ranges.length).toBeGreaterThanOrEqual(1)
  })

  it('begins anew where the server knows no ranges', async () => {
    const wheel = await tensorFlowWheel({ 'tensorflow/libother.so.1': randomBytes(400_000) })
    const pack = await install({
      wheels: { [CPU]: wheel },
      hasRanges: false,
      breaks: { after: 100_000, times: 1 },
    })
    expect(pack.version).toBe('2.20.0')
  })

  it('keeps what came when it gives up, and goes on with it next time', async () => {
    const wheel = await tensorFlowWheel({ 'tensorflow/libother.so.1': randomBytes(400_000) })
    const run = install({ wheels: { [CPU]: wheel }, hasRanges: false, breaks: { after: 100_000, times: 99 } })
    await expect(run).rejects.toMatchObject({ code: 'engine/cut-off', details: { name: CPU } })
    await index?.close()
    expect((await install({ wheels: { [CPU]: wheel } })).version).toBe('2.20.0')
    expect(index?.asked.at(-1)).toMatch(/ bytes=\d+-$/)
  })
})

describe('an index with a password', () => {
  const locked = async () => ({ wheels: { [CPU]: await tensorFlowWheel() }, password: 'me:secret word' })
  const netrc = 'machine 127.0.0.1 login me password "secret word"'

  it.each<[string, Access]>([
    ['the address of the index', { user: 'me:secret%20word@' }],
    ['the .netrc', { netrc }],
    ['both: the user here, the password there', { user: 'me@', netrc }],
    ['the .netrc for all hosts', { netrc: netrc.replace('machine 127.0.0.1', 'default') }],
  ])('is asked with that of %s, and its files, too', async (_where, access) => {
    const pack = await installTensorFlow({ engines, cuda: false }, await tools(await locked(), access))
    expect(pack.version).toBe('2.20.0')
  })

  it.each<[string, Access]>([
    ['none', {}],
    ['another', { netrc: netrc.replace('secret', 'wrong') }],
    ['that of another user', { user: 'you@', netrc }],
  ])('lets nobody in with %s, and says so', async (_what, access) => {
    const given = await tools(await locked(), access)
    await expect(installTensorFlow({ engines, cuda: false }, given)).rejects.toMatchObject({
      ...{ code: 'engine/no-access', details: { status: 401 } },
    })
    expect(await readdir(engines)).toEqual([])
  })
})

describe('a proxy', () => {
  it('is asked for everything, with its password', async () => {
    const given = await tools({ wheels: { [CPU]: await tensorFlowWheel() } })
    const seen: (string | undefined)[] = []
    const proxy = createServer(({ url = '', headers }, response) => {
      seen.push(headers['proxy-authorization'])
      get(url, (answer) => {
        response.writeHead(answer.statusCode ?? 0, answer.headers)
        answer.pipe(response)
      })
    })
    onTestFinished(() => void proxy.close())
    await once(proxy.listen(0, '127.0.0.1'), 'listening')
    const { port } = proxy.address() as AddressInfo
    const http = { ...given.http, env: { HTTP_PROXY: `http://me:word@127.0.0.1:${String(port)}` } }
    const source = indexSource({ ...NO_CONFIG, indexes: [index?.url ?? ''] }, http, ending.signal)
    const pack = await installTensorFlow({ engines, cuda: false }, { ...given, http, source })
    expect(pack.version).toBe('2.20.0')
    expect(seen).toEqual([BASIC, BASIC])
  })
})

describe('a disk', () => {
  it.runIf(existsSync('/dev/full'))(
    'that is full ends the installation, and nothing is left on it',
    async () => {
      const given = await tools({ wheels: { [CPU]: await tensorFlowWheel() } })
      const [file] = await given.source.list('tensorflow-cpu')
      await mkdir(join(engines, 'downloads'), { recursive: true })
      await symlink('/dev/full', join(engines, 'downloads', `${String(file?.sha256)}.part`))
      const run = installTensorFlow({ engines, cuda: false }, given)
      await expect(run).rejects.toMatchObject({ code: 'file/disk-full' })
      expect(await readdir(engines)).toEqual([])
      expect((await installTensorFlow({ engines, cuda: false }, given)).version).toBe('2.20.0')
    },
  )

  it('that is too small is told before anything is fetched', async () => {
    await expect(checkSpace(folder, 2 ** 60)).rejects.toMatchObject({
      ...{ code: 'engine/no-space', details: { neededBytes: 2 ** 60 } },
    })
    await expect(checkSpace(folder, 0)).resolves.toBeUndefined()
  })
})

describe('installing', () => {
  it('takes up where another one was killed', async () => {
    await mkdir(join(engines, 'making-1', 'tensorflow'), { recursive: true })
    await mkdir(join(engines, 'old-2'), { recursive: true })
    await install({ wheels: { [CPU]: await tensorFlowWheel() } })
    expect(await readdir(engines)).toEqual(['tensorflow'])
  })

  it('leaves nothing behind when it is called off, and the pack that was there', async () => {
    const wheel = await tensorFlowWheel({ 'tensorflow/libother.so.1': randomBytes(400_000) })
    await install({ wheels: { [CPU]: wheel } })
    await index?.close()
    const newer = CPU.replace('2.20.0', '2.20.2')
    const run = install({ wheels: { [newer]: wheel }, stallsAfter: 50_000 })
    const result = expect(run).rejects.toMatchObject({ code: 'app/cancelled' })
    await expect.poll(() => told.some(([done]) => done >= 50_000)).toBe(true)
    ending.abort()
    await result
    expect(await readdir(engines)).toEqual(['tensorflow'])
    expect((await readPack(engines))?.version).toBe('2.20.0')
  })

  it('refuses a wheel with names that lead out of it', async () => {
    const slip = Buffer.from(
      (await tensorFlowWheel({ 'aa/aa/evil.so': 'x' }))
        .toString('latin1')
        .replaceAll('aa/aa/evil.so', '../../evil.so'),
      'latin1',
    )
    const run = install({ wheels: { [CPU]: slip } })
    await expect(run).rejects.toMatchObject({ code: 'engine/broken-wheel', details: { name: CPU } })
    expect(await filesOf(engines)).toEqual([])
    await expect(access(join(folder, 'evil.so'))).rejects.toThrow()
    expect(await readPack(engines)).toBeNull()
  })

  it('refuses a wheel that lies about its own files, one without libraries, and what is no wheel', async () => {
    const lying = await tensorFlowWheel({
      'made-1.dist-info/RECORD': 'tensorflow/libtensorflow_cc.so.2,sha256=AAAA,3\n',
    })
    await expect(install({ wheels: { [CPU]: lying } })).rejects.toMatchObject({
      code: 'engine/broken-wheel',
    })
    await index?.close()
    const shell = await makeWheel({ 'tensorflow_cpu-2.20.0.dist-info/METADATA': 'Name: tensorflow-cpu\n' })
    await expect(install({ wheels: { [CPU]: shell } })).rejects.toMatchObject({ code: 'engine/broken-wheel' })
    await index?.close()
    const noZip = Buffer.from('<html>Please log in</html>')
    await expect(install({ wheels: { [CPU]: noZip } })).rejects.toMatchObject({ code: 'engine/broken-wheel' })
  })

  it('says where there is no wheel for this machine', async () => {
    const wheels = { 'tensorflow_cpu-2.20.0-cp312-cp312-win_amd64.whl': await tensorFlowWheel() }
    await expect(install({ wheels })).rejects.toMatchObject({
      code: 'engine/no-wheel',
      details: { name: 'tensorflow-cpu', platform: 'Linux glibc 2.36 x64' },
    })
    await index?.close()
    await expect(install({ wheels: {} })).rejects.toMatchObject({ code: 'engine/no-wheel' })
  })

  it('says where nobody answers', async () => {
    const given = await tools({ wheels: {} })
    await index?.close()
    await expect(installTensorFlow({ engines, cuda: false }, given)).rejects.toMatchObject({
      code: 'engine/offline',
      details: { host: expect.stringMatching(/^127\.0\.0\.1:/) as string },
    })
  })

  it('brings the libraries of NVIDIA that TensorFlow was made for, in the places it looks for them', async () => {
    const metadata = [
      'Name: tensorflow',
      'Requires-Dist: numpy>=1.26',
      'Requires-Dist: nvidia-cudnn-cu12 (<10.0,>=9.3) ; extra == "and-cuda"',
      'Requires-Dist: nvidia-cuda-nvcc-cu12>=12.5; extra == "and-cuda"',
      '',
      'Requires-Dist: nvidia-in-the-description; extra == "and-cuda"',
    ].join('\n')
    const main = 'tensorflow-2.20.0-cp312-cp312-manylinux_2_27_x86_64.whl'
    const cudnn = (version: string) => `nvidia_cudnn_cu12-${version}-py3-none-manylinux_2_27_x86_64.whl`
    const library = await makeWheel({
      'nvidia/cudnn/lib/libcudnn.so.9': 'cudnn',
      'nvidia/cudnn/include/cudnn.h': '',
    })
    const wheels = {
      [main]: await tensorFlowWheel({ 'tensorflow_cpu-2.20.0.dist-info/METADATA': metadata }),
      [cudnn('9.2.0')]: library,
      [cudnn('9.8.0.87')]: library,
      [cudnn('10.0.0')]: library,
    }
    const fetched = () => index?.asked.filter((line) => /files.*whl$/.test(line)).length
    const told = { [main]: metadata.replace('nvidia-cudnn-cu12', 'nvidia-cudnn-cu99') }
    const lacking = install({ wheels, metadata: told }, true)
    await expect(lacking).rejects.toMatchObject({ details: { name: 'nvidia-cudnn-cu99 <10.0,>=9.3' } })
    expect(fetched()).toBe(0)
    await index?.close()
    const pack = await install({ wheels }, true)
    expect(pack).toMatchObject({ hasCuda: true, wheels: [main, cudnn('9.8.0.87')] })
    expect(await filesOf(join(engines, 'tensorflow'))).toContain('nvidia/cudnn/lib/libcudnn.so.9')
    expect(await filesOf(join(engines, 'tensorflow'))).not.toContain('nvidia/cudnn/include/cudnn.h')
  })
})

describe('installing from a folder', () => {
  it('needs no index, and leaves the wheels where they are', async () => {
    const given = await tools({ wheels: {} })
    await writeFile(join(folder, CPU), await tensorFlowWheel())
    const source = await folderSource(folder)
    await installTensorFlow({ engines, cuda: false }, { ...given, source })
    expect(await readdir(folder)).toContain(CPU)
    expect(index?.asked).toEqual([])
    const [found] = await findTensorFlow({
      path: null,
      engines,
      packagesFrom: [],
      env: {},
      asksPythons: false,
    })
    expect(found).toMatchObject({ id: 'pack', source: 'pack', version: '2.20.0', problem: null })
    await removePack(engines)
    expect(await readdir(engines)).toEqual([])
  })

  it('takes the larger wheel where only that is there, and a single one that is named', async () => {
    const given = await tools({ wheels: {} })
    const plain = CPU.replace('tensorflow_cpu', 'tensorflow')
    await writeFile(join(folder, plain), await tensorFlowWheel())
    await writeFile(join(folder, CPU), 'damaged')
    const source = await folderSource(join(folder, plain))
    const pack = await installTensorFlow({ engines, cuda: false }, { ...given, source })
    expect(pack.wheels).toEqual([plain])
    await expect(folderSource(join(folder, 'none.whl'))).rejects.toMatchObject({ code: 'file/unreadable' })
  })

  it('says which wheel is for another machine', async () => {
    const given = await tools({ wheels: {} })
    const foreign = 'tensorflow_cpu-2.21.0-cp312-cp312-win_amd64.whl'
    await writeFile(join(folder, foreign), await tensorFlowWheel())
    const run = installTensorFlow({ engines, cuda: false }, { ...given, source: await folderSource(folder) })
    const details = { file: foreign, name: 'tensorflow-cpu', platform: 'Linux glibc 2.36 x64' }
    await expect(run).rejects.toMatchObject({ code: 'engine/other-wheel', details })
  })

  it('says what is missing there', async () => {
    const given = await tools({ wheels: {} })
    const run = installTensorFlow({ engines, cuda: false }, { ...given, source: await folderSource(folder) })
    await expect(run).rejects.toMatchObject({
      code: 'engine/no-wheel-in-folder',
      details: { name: 'tensorflow-cpu' },
    })
    await expect(folderSource(join(folder, 'nowhere'))).rejects.toMatchObject({ code: 'file/unreadable' })
  })
})
