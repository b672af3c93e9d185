import { flushPromises } from '@vue/test-utils'
import * as v from 'valibot'
import { afterEach, describe, expect, it } from 'vitest'
import type { MeasuredModel, Measurement } from '@shared/domain/compute'
import type { Device } from '@shared/domain/device'
import { StudyId } from '@shared/domain/ids'
import { DEFAULT_PREFERENCES, type Preferences } from '@shared/domain/preferences'
import type { StorageUse } from '@shared/domain/storage'
import { useAppStore } from '@renderer/stores'
import type { Answers } from '@renderer/testing/fakeApi'
import { mountScreen } from '@renderer/testing/mountScreen'
import SettingsPage from './SettingsPage.vue'

function measured(device: Device, threads: number, samplesPerSecond: number | null): Measurement {
  return {
    placement: { engine: 'onnx', device, threads },
    trials: 1,
    speed: samplesPerSecond === null ? null : { msPerStep: 1.25, samplesPerSecond },
    reason: samplesPerSecond === null ? { code: 'training/no-device', details: { device: 'webgpu' } } : null,
  }
}

const model: MeasuredModel = {
  key: 'key',
  studyId: v.parse(StudyId, 'study0001'),
  name: 'Wider or deeper?',
  weightCount: 12_345,
  batchSize: 32,
  parallel: 2,
  measurements: [measured('cpu', 1, 50_000), measured('cpu', 2, 20_000), measured('webgpu', 1, null)],
  measuredAt: 0,
}

/** So many bytes of prepared data, and sources that stay. */
function storage(prepared: number): StorageUse {
  return {
    folder: '/data',
    freeBytes: 40e9,
    kinds: [
      { kind: 'sources', bytes: 3e6, files: 2, freeableBytes: 0 },
      { kind: 'prepared', bytes: prepared, files: 4, freeableBytes: prepared },
    ],
  }
}

async function mountSettings(more: Answers = {}) {
  let preferences: Preferences = DEFAULT_PREFERENCES
  const screen = await mountScreen(SettingsPage, {
    at: '/settings',
    answers: {
      'app:about': () => ({
        version: '1.0.0',
        host: 'browser',
        dataFolder: '/data',
        cores: 2,
        engine: 'onnx',
        device: 'cpu',
      }),
      'preferences:get': () => preferences,
      'preferences:set': (patch) => (preferences = { ...preferences, ...(patch as Partial<Preferences>) }),
      'compute:list': () => [model],
      'storage:get': () => storage(1_500_000),
      'engine:list': () => ({ engines: [], usedId: null, path: null, packs: ['cpu', 'cuda'] }),
      ...more,
    },
  })
  await useAppStore().load()
  await flushPromises()
  return screen
}

afterEach(() => {
  document.body.innerHTML = ''
})

describe('SettingsPage', () => {
  it('says how fast a model trains with everything, what is used and why', async () => {
    const { wrapper } = await mountSettings()
    const text = wrapper.get('section[aria-label="Wider or deeper?"]').text()
    expect(text).toContain('12,345 weights, batches of 32')
    expect(text).toContain('Used: CPU, 1 thread, 2.5 × as fast as the next best.')
    expect(text).toContain('50,000')
    expect(text).toContain('No graphics card was found')
    expect(wrapper.get('[role="row"].selected').text()).toContain('used')
  })

  it('says what to do where nothing was measured', async () => {
    const { wrapper } = await mountSettings({ 'compute:list': () => [] })
    expect(wrapper.text()).toContain('Nothing measured yet')
    expect(wrapper.text()).not.toContain('Measure again')
  })

  it('measures again and shows what came of it', async () => {
    let listed = model
    const { wrapper, connection } = await mountSettings({
      'compute:list': () => [listed],
      'compute:measure': () => (listed = { ...model, measurements: [measured('webgpu', 1, 99_000)] }),
    })
    const again = wrapper.findAll('button').find((button) => button.text() === 'Measure again')
    await again?.trigger('click')
    await flushPromises()
    expect(connection.calls).toContainEqual({ channel: 'compute:measure', input: { key: 'key' } })
    expect(wrapper.text()).toContain('Used: WebGPU. Nothing else could be measured.')
  })

  it('lets the device be chosen, and says what that means for what was measured', async () => {
    const { wrapper, connection } = await mountSettings()
    await wrapper.get('input[value="gpu"]').setValue()
    await flushPromises()
    expect(connection.calls).toContainEqual({ channel: 'preferences:set', input: { compute: 'gpu' } })
    expect(wrapper.text()).toContain(
      'Used: CPU, 1 thread. What is chosen above cannot train it; the table says why.',
    )
  })

  it('says what takes up space, and frees what can be made again', async () => {
    const { wrapper, connection } = await mountSettings({ 'storage:free': () => storage(0) })
    const card = wrapper.get('section[aria-label="Storage"]')
    expect(card.text()).toContain('4.5 MB used, 40 GB free on the disk')
    await card
      .findAll('button')
      .find((button) => button.text() === 'Free 1.5 MB')
      ?.trigger('click')
    await flushPromises()
    expect(connection.calls).toContainEqual({ channel: 'storage:free', input: { kinds: ['prepared'] } })
    expect(card.text()).toContain('Nothing to free')
  })
})
