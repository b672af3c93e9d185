import { describe, expect, it } from 'vitest'
import { parseNetrc, readNetrc } from './netrc'
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

describe('parseNetrc', () => {
  it('knows hosts, the one for all others, quotes, macros and comments', () => {
    const text = [
      '# of the house',
      'machine index.example login me password "a b\\"c"',
      'machine Files.Example\r',
      '  password #1 account x login you',
      'macdef init',
      'machine in.a.macro login no password no',
      '',
      'default login anybody password guest',
      'machine index.example login later password p',
    ].join('\n')
    expect([...parseNetrc(text)]).toEqual([
      ['index.example', 'later:p'],
      ['files.example', 'you:#1'],
      ['', 'anybody:guest'],
    ])
    expect([...parseNetrc('machine a login b password "c d\\"e"')]).toEqual([['a', 'b:c d"e']])
    expect([...parseNetrc('nonsense machine')]).toEqual([])
  })

  it('is read from the file that is named, else from the home folder', async () => {
    const files: Texts = { '/home/me/_netrc': 'machine a login b password c', '/named': 'default login x' }
    const readText = (path: string) => Promise.resolve(files[path] ?? null)
    const read = (env: Texts) => readNetrc({ env, home: '/home/me', readText })
    expect([...(await read({}))]).toEqual([['a', 'b:c']])
    expect([...(await read({ NETRC: '/named' }))]).toEqual([['', 'x:']])
    expect([...(await read({ NETRC: '/gone' }))]).toEqual([])
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

  it('exempts ports, addresses and networks', () => {
    const isDirect = (address: string, list: string) =>
      proxyFor(new URL(address), { env: { all_proxy: 'proxy:1', NO_PROXY: list }, proxy: null }) === null
    expect(isDirect('https://a.example/', 'a.example:443')).toBe(true)
    expect(isDirect('http://a.example/', 'a.example:443')).toBe(false)
    expect(isDirect('http://10.1.2.3/', '10.0.0.0/8')).toBe(true)
    expect(isDirect('http://11.1.2.3/', '10.0.0.0/8,11.0.0.0/33x')).toBe(false)
    expect(isDirect('http://[::1]:8080/', '::1')).toBe(true)
    expect(isDirect('http://a.example/', '10.0.0.0/8')).toBe(false)
  })

  it('takes the way of plain requests from its variable, unless a web server might have set it', () => {
    const plain = new URL('http://files.example.org/')
    const env = { HTTP_PROXY: 'proxy:3128' }
    expect(proxyFor(plain, { env, proxy: null })?.port).toBe('3128')
    expect(proxyFor(plain, { env: { ...env, REQUEST_METHOD: 'GET' }, proxy: null })).toBeNull()
  })

  it('says so of a proxy of another kind', () => {
    expect(() => way({ https_proxy: 'socks5://proxy:1080' })).toThrow(
      expect.objectContaining({ code: 'engine/offline' }),
    )
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
