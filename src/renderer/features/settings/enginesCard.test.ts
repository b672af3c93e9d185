import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import type { EngineState, FoundEngine } from '@shared/domain/engine'
import { AppError } from '@shared/errors/appError'
import type { Answers } from '@renderer/testing/fakeApi'
import { mountScreen } from '@renderer/testing/mountScreen'
import EnginesCard from './EnginesCard.vue'

const pack: FoundEngine = {
  ...{ id: 'pack', engine: 'tensorflow', source: 'pack', folder: '/data/engines/tensorflow/tensorflow' },
  ...{ version: '2.21.0', devices: ['cpu', 'cuda'], problem: null, sizeBytes: 853e6 },
}
const old: FoundEngine = {
  ...{
    ...pack,
    id: 'tfjs-node',
    source: 'tfjs-node',
    folder: '/app/deps/lib',
    version: '2.8.0',
    devices: [],
  },
  problem: { code: 'engine/too-old', details: { version: '2.8.0', needed: '2.9' } },
}
const python: FoundEngine = {
  ...pack,
  id: 'python',
  source: 'python',
  folder: '/usr/tensorflow',
  devices: ['cpu'],
}

function stateOf(engines: FoundEngine[], more: Partial<EngineState> = {}): EngineState {
  return { engines, usedId: engines[0]?.id ?? null, path: null, packs: ['cpu', 'cuda'], ...more }
}

async function mountCard(answers: Answers) {
  const screen = await mountScreen(EnginesCard, { at: '/settings', answers })
  await flushPromises()
  return screen
}

function press(wrapper: VueWrapper, text: string): Promise<void> {
  const found = [...wrapper.findAll('button')].find((button) => button.text() === text)
  expect(found, text).toBeDefined()
  return found?.trigger('click') ?? Promise.resolve()
}

afterEach(() => {
  document.body.innerHTML = ''
})

describe('EnginesCard', () => {
  it('says where there is none, and what may be installed', async () => {
    const { wrapper } = await mountCard({ 'engine:list': () => stateOf([]) })
    expect(wrapper.text()).toContain('No TensorFlow was found')
    expect(wrapper.text()).toContain('With CUDA')
    const elsewhere = await mountCard({ 'engine:list': () => stateOf([], { packs: [] }) })
    expect(elsewhere.wrapper.text()).toContain('There are no packs for this system')
  })

  it('says where a library for CUDA finds no card', async () => {
    const lacking: FoundEngine = { ...pack, devices: ['cpu'], bringsCuda: true }
    const { wrapper } = await mountCard({ 'engine:list': () => stateOf([lacking]) })
    expect(wrapper.find('li.engine').text()).toContain('no graphics card of NVIDIA can be used here')
  })

  it('lists what was found, which of it is used, and why something cannot be', async () => {
    const { wrapper } = await mountCard({ 'engine:list': () => stateOf([pack, old, python]) })
    const rows = wrapper.findAll('li.engine').map((row) => row.text())
    expect(rows[0]).toContain('TensorFlow 2.21.0used')
    expect(rows[0]).toContain('installed by Fettle · CPU, CUDA · 853 MB')
    expect(rows[1]).toContain(
      'This TensorFlow is too old · It is version 2.8.0; Fettle trains with 2.9 or newer.',
    )
    expect(rows[2]).toContain('ready')
    expect(wrapper.text()).not.toContain('made for CUDA')
  })

  it('uses another one, a folder that is typed, and the first that works again', async () => {
    const { wrapper, connection } = await mountCard({
      'engine:list': () => stateOf([pack, python]),
      'engine:choose': ({ folder }) => stateOf([pack, python], { usedId: 'python', path: folder }),
    })
    await press(wrapper, 'Use this')
    await flushPromises()
    expect(connection.calls).toContainEqual({
      channel: 'engine:choose',
      input: { folder: '/usr/tensorflow' },
    })
    expect(wrapper.findAll('li.engine')[1]?.text()).toContain('used')
    await wrapper.get('form input').setValue(' /opt/tf ')
    await wrapper.get('form').trigger('submit')
    await flushPromises()
    expect(connection.calls).toContainEqual({ channel: 'engine:choose', input: { folder: '/opt/tf' } })
    await press(wrapper, 'Use the first that works')
    expect(connection.calls.at(-1)).toEqual({ channel: 'engine:choose', input: { folder: null } })
  })

  it('installs with progress, from a folder where one is named, and can be called off', async () => {
    let finish: (state: EngineState) => void = () => undefined
    const { wrapper, connection } = await mountCard({
      'engine:list': () => stateOf([]),
      'engine:install': () => new Promise((resolve) => (finish = resolve)),
      'job:cancel': () => null,
    })
    await wrapper.get('.install input').setValue('/wheels')
    await press(wrapper, 'With CUDA')
    const input = connection.calls.at(-1)?.input as { ticket: string }
    expect(input).toMatchObject({ cuda: true, from: '/wheels' })
    connection.emit('job:progressed', { ticket: input.ticket, done: 120e6, total: 360e6 })
    await flushPromises()
    expect(wrapper.get('.install').text()).toContain('Installing TensorFlow: 120 MB of 360 MB')
    finish(stateOf([pack]))
    await flushPromises()
    expect(wrapper.get('li.engine').text()).toContain('installed by Fettle')
    await press(wrapper, 'For the CPU')
    await press(wrapper, 'Cancel')
    expect(connection.calls.at(-1)?.channel).toBe('job:cancel')
  })

  it('says why nothing was installed', async () => {
    const { wrapper } = await mountCard({
      'engine:list': () => stateOf([]),
      'engine:install': () =>
        Promise.reject(new AppError('engine/no-space', { neededBytes: 9e9, freeBytes: 1e9 })),
    })
    await press(wrapper, 'For the CPU')
    await flushPromises()
    expect(wrapper.get('[role="alert"]').text()).toContain('It needs 9 GB')
  })

  it('removes the pack when that is confirmed', async () => {
    const { wrapper, connection } = await mountCard({
      'engine:list': () => stateOf([pack]),
      'engine:remove': () => stateOf([]),
    })
    await press(wrapper, 'Remove')
    await flushPromises()
    const confirm = [...document.querySelectorAll('[role="dialog"] button, [role="alertdialog"] button')]
    confirm
      .find(({ textContent }) => textContent?.trim() === 'Remove')
      ?.dispatchEvent(new MouseEvent('click', { bubbles: true }))
    await flushPromises()
    expect(connection.calls.at(-1)?.channel).toBe('engine:remove')
    expect(wrapper.text()).toContain('No TensorFlow was found')
  })
})
