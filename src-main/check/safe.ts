/** 安全性, checks 23 and 24. */
import { daysBetween } from '../../src-shared/domain/dates.ts'
import { notApplicable, type Verdict, verdict } from '../../src-shared/domain/fourChecks.ts'
import { localDate } from '../services/localDate.ts'
import { read, type Seen } from './authentic.ts'
import type { Facts } from './facts.ts'

/** 23 无可执行文件、脚本、宏: by content, and by the names inside archives. Files outside the manifest are check 8's and the package's own. */
export function checkPrograms(seen: readonly Seen[]): Verdict {
  if (seen.length === 0) return notApplicable('没有文件')
  const files = read(seen)
  const fail = files.flatMap(({ file, content: { refused, programs } }) => [
    ...(/程序|脚本|快捷方式|宏/.test(refused) ? [`${file.label}：是${refused}`] : []),
    ...(programs.length === 0 ? [] : [`${file.label}：内有${programs.slice(0, 5).join('、')}`]),
  ])
  return verdict({ fail })
}

/** 本机构口径: virus definitions that are older say little. */
const FRESH_DAYS = 30

/** 24 病毒查杀: a person's confirmation (软件, 库日期, 人), after the last file came in. */
export function checkVirus({ inputs, lastAddedAt }: Facts): Verdict {
  const virus = inputs.find(input => input.kind === 'virus')
  if (!virus) return verdict({ todo: ['请用杀毒软件检查后登记软件、病毒库日期和检查人'] })
  const { software, definitions, by, on, clean } = virus
  const told = `${on} ${by} 用 ${software} 检查，病毒库 ${definitions}`
  if (!clean) return verdict({ fail: [`${told}：发现病毒`] })
  const later = lastAddedAt !== null && localDate(new Date(lastAddedAt)) > on
  const todo = later ? [`${told}；此后又有文件入库，请再检查一次`] : []
  const old = daysBetween(definitions, on) > FRESH_DAYS
  return verdict({ todo, warn: old ? [`${told}：病毒库超过 ${FRESH_DAYS} 天没有更新`] : [] }, `${told}：没有发现病毒`)
}
