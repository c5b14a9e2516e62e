import { Button, Flex, Typography } from 'antd'
import { useState } from 'react'
import type { Output } from '../../../../src-shared/contract/index.ts'
import type { Verification } from '../../../../src-shared/contract/package.ts'
import { call } from '../../../api.ts'
import { useTask } from '../../../components/useTask.tsx'
import { Imported, Verified } from './results.tsx'
import { type From, useImport } from './useImport.tsx'

type Result = { verified: Verification } | { imported: Output<'package.import'> }

/** 包的核验: every file of a package against its manifest; and 包即备份: a full package rebuilds its batch. */
export function VerifyTab() {
  const [result, setResult] = useState<Result | null>(null)
  const { run, running } = useTask()
  const { bring, dialog } = useImport(imported => setResult({ imported }))
  const verify = async (from: From) => {
    setResult(null)
    const verified = await run('正在核验事后督导包', options => call('package.verify', { from }, options), 'bytes')
    if (verified) setResult({ verified })
  }
  return (
    <Flex vertical gap={16} style={{ maxWidth: 980 }}>
      <Choice
        title="核验"
        text="逐件重算摘要，与包内清单核对：被改动、缺失或多出的文件逐个列出。包不会被改动。"
        folder="核验文件夹"
        zip="核验 ZIP 文件"
        primary
        busy={running}
        onChoose={verify}
      />
      <Choice
        title="导入（包即备份）"
        text="由完整的事后督导包重建批次：登记、督导记录、资料和封存。先核验并列出要导入的内容，确认后才写入；有一处不符就不导入，计划号已有的批次不导入。"
        folder="导入文件夹"
        zip="导入 ZIP 文件"
        busy={running}
        onChoose={from => {
          setResult(null)
          void bring(from)
        }}
      />
      {dialog}
      {result !== null &&
        ('verified' in result ? <Verified found={result.verified} /> : <Imported {...result.imported} />)}
    </Flex>
  )
}

interface ChoiceProps {
  title: string
  text: string
  folder: string
  zip: string
  primary?: boolean
  busy: boolean
  onChoose: (from: From) => void
}

function Choice({ title, text, folder, zip, primary, busy, onChoose }: ChoiceProps) {
  return (
    <section aria-label={title}>
      <Typography.Title level={5} style={{ margin: 0 }}>
        {title}
      </Typography.Title>
      <Typography.Paragraph type="secondary" style={{ margin: '4px 0 8px' }}>
        {text}
      </Typography.Paragraph>
      <Flex gap={8}>
        <Button type={primary ? 'primary' : 'default'} disabled={busy} onClick={() => onChoose('folder')}>
          {folder}
        </Button>
        <Button disabled={busy} onClick={() => onChoose('zip')}>
          {zip}
        </Button>
      </Flex>
    </section>
  )
}
