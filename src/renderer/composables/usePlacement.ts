import { useI18n } from 'vue-i18n'
import type { Placement } from '@shared/domain/device'
import { engineName } from './engineNames'

/** Where something is trained, in words: "CPU, 2 threads". */
export function usePlacement() {
  const { t } = useI18n()
  const device = ({ device: id }: Placement): string => engineName(id)
  const threads = ({ threads: n }: Placement): string => t('common.threads', { n }, n)
  return {
    device,
    /** What is not the processor has its own threads, and they are its own affair. */
    short: (placement: Placement): string =>
      placement.device === 'cpu'
        ? t('common.placement', { device: device(placement), threads: threads(placement) })
        : device(placement),
  }
}
