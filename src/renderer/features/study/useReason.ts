import { useI18n } from 'vue-i18n'
import { describeError, type DescribedError } from '@renderer/errors'
import type { Reason } from '@shared/domain/study'
import { isErrorCode } from '@shared/errors/codes'

/** Why a trial or a study ended, in the words of the error it ended with. */
export function useReason(): (reason: Reason) => DescribedError {
  const { locale } = useI18n()
  return ({ code, details }) => {
    const known = isErrorCode(code)
      ? { code, details }
      : { code: 'bug/unexpected' as const, details: { message: code } }
    return describeError(known, locale.value === 'zh-CN' ? 'zh-CN' : 'en')
  }
}
