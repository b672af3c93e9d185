import { describe, expect, it } from 'vitest'
import { type PipConfig, readPipConfig } from './pipConfig'
import { parsePipFile } from './pipFile'
import { proxyFor } from './proxy'
import { readIndexPage } from './simpleIndex'

type Texts = Readonly<Record<string, string>>

function read(files: Texts, env: Texts = {}, platform = 'linux'): Promise<PipConfig> {
  return readPipConfig({
    env,
    platform,
    home: '/home/me',
    readText: (path) => Promise.resolve(files[path] ?? null),
  })
}

describe('readPipConfig', () => {
  it('is what pip does where nothing is set up', async () => {
    const { indexes, ...rest } = await read({})
    expect(indexes).toHaveLength(1)
    expect(rest).toEqual({ findLinks: [], trustedHosts: [], proxy: null, certificates: null })
  })

  it('lets the user count more than the machine, the environment more than the user, variables most', async () => {
    const files = {
      '/etc/pip.conf':
        '[global]\nindex-url = https://machine/simple\nproxy = http://machine:1\ncert = /machine.pem',
      '/home/me/.config/pip/pip.conf': '[global]\nindex-url = https://user/simple\nproxy = http://user:2',
      '/venv/pip.conf': '[global]\nindex-url = https://venv/simple',
    }
    const usual = await read(files, { VIRTUAL_ENV: '/venv' })
    expect(usual).toMatchObject({
      indexes: ['https://venv/simple'],
      proxy: 'http://user:2',
      certificates: '/machine.pem',
    })
    expect((await read(files, { PIP_INDEX_URL: 'https://variable/simple' })).indexes).toEqual([
      'https://variable/simple',
    ])
    expect((await read(files, { PIP_CONFIG_FILE: '/dev/null' })).proxy).toBeNull()
  })

  it('reads further indexes, trusted hosts and links over several lines', async () => {
    const text =
      '[global]\nextra_index_url =\n  https://one/simple\n  https://two/simple\ntrusted-host: one two:8443\n# find-links = no\n[install]\nfind-links = /wheels\n'
    const config = await read({ '/home/me/.pip/pip.conf': text }, { PIP_INDEX_URL: 'https://main/simple' })
    expect(config.indexes).toEqual(['https://main/simple', 'https://one/simple', 'https://two/simple'])
    expect(config).toMatchObject({ trustedHosts: ['one', 'two:8443'], findLinks: ['/wheels'] })
  })

  it('asks no index where pip is told so', async () => {
    expect((await read({}, { PIP_NO_INDEX: '1', PIP_FIND_LINKS: '/wheels' })).indexes).toEqual([])
  })

  it('knows where the file lies on other systems', async () => {
    const mac = { '/home/me/Library/Application Support/pip/pip.conf': '[global]\nproxy = http://mac:1' }
    expect((await read(mac, {}, 'darwin')).proxy).toBe('http://mac:1')
  })
})

describe('parsePipFile', () => {
  it('takes what is said for all and what is said for one command apart', () => {
    const sections = parsePipFile(
      'no section = lost\n[global]\nTimeout=60\nindex_url: "https://a/b"\n[install]\ntimeout = 5',
    )
    expect(sections.get('global')?.get('index-url')).toBe('https://a/b')
    expect([sections.get('global')?.get('timeout'), sections.get('install')?.get('timeout')]).toEqual([
      '60',
      '5',
    ])
  })
})

describe('proxyFor', () => {
  const url = new URL('https://files.example.org/a.whl')
  const way = (env: Texts, proxy: string | null = null) => proxyFor(url, { env, proxy })?.href ?? null

  it('is that of pip, else that of the system, unless the host is exempt', () => {
    expect(way({})).toBeNull()
    expect(way({ HTTPS_PROXY: 'http://proxy:3128' })).toBe('http://proxy:3128/')
    expect(way({ http_proxy: 'http://proxy:3128' })).toBeNull()
    expect(way({ https_proxy: 'proxy:3128', no_proxy: 'localhost, .example.org' })).toBeNull()
    expect(way({ https_proxy: 'proxy:3128', NO_PROXY: 'example.com' })).toBe('http://proxy:3128/')
    expect(way({ NO_PROXY: '*' }, 'http://pip:1')).toBe('http://pip:1/')
  })
})

describe('readIndexPage', () => {
  const sum = 'ab'.repeat(32)

  it('reads links, sums and what was withdrawn from HTML', () => {
    const page = `<html><base href="https://cdn.example/x/"><a class=x href='p/a-1.whl#sha256=${sum}'>a</a>
      <A HREF="../b%2B1.whl" data-yanked="" data-core-metadata="sha256=00" data-requires-python="&gt;=3">b</A><a>nothing</a><a href="javascript:x">no</a></html>`
    expect(readIndexPage(page, 'text/html; charset=utf-8', 'https://index/simple/a/')).toEqual([
      {
        name: 'a-1.whl',
        url: 'https://cdn.example/x/p/a-1.whl',
        sha256: sum,
        sizeBytes: null,
        isYanked: false,
        hasMetadata: false,
      },
      {
        name: 'b+1.whl',
        url: 'https://cdn.example/b%2B1.whl',
        sha256: null,
        sizeBytes: null,
        isYanked: true,
        hasMetadata: true,
      },
    ])
  })

  it('reads JSON, and nothing from what is none', () => {
    const file = {
      filename: 'a-1.whl',
      url: '../../a-1.whl',
      hashes: { sha256: sum.toUpperCase() },
      size: 5,
      more: 1,
    }
    const page = JSON.stringify({ meta: {}, files: [file, { ...file, yanked: 'why', size: null }] })
    const type = 'application/vnd.pypi.simple.v1+json'
    expect(readIndexPage(page, type, 'https://index/simple/a/')).toMatchObject([
      { url: 'https://index/a-1.whl', sha256: sum, sizeBytes: 5, isYanked: false },
      { sizeBytes: null, isYanked: true, hasMetadata: false },
    ])
    expect(readIndexPage('<html>', type, 'https://index/')).toEqual([])
  })
})
