import { type CodeParts, parseCode } from '../../../src-shared/domain/code.ts'
import { ORG_KIND } from '../../../src-shared/labels.ts'
import './cards.css'

const PARTS: { from: number; to: number; what: string; says: (p: CodeParts) => string }[] = [
  { from: 1, to: 1, what: '类别', says: p => ORG_KIND[p.kind] },
  { from: 2, to: 3, what: '备案地', says: () => '北京' },
  { from: 4, to: 7, what: '机构编号后四位', says: p => p.org },
  { from: 8, to: 9, what: '核发年份', says: p => `20${p.year} 年` },
  { from: 10, to: 13, what: '序列码', says: p => `第 ${p.seq} 号` },
]

/** A card code in 附件1's five parts, character by character; the first character at fault is marked. */
export function CodeBoxes({ code }: { code: string }) {
  const parsed = parseCode(code)
  const chars = [...code]
  return (
    <div className="code-parts" role="img" aria-label={code || '尚未填写编号'}>
      {PARTS.map(part => (
        <div key={part.from} className="code-part">
          <div>
            {Array.from({ length: part.to - part.from + 1 }, (_, i) => part.from + i).map(position => (
              <span
                key={position}
                className={`code-box${!parsed.ok && parsed.position === position && code ? ' code-fault' : ''}`}
                title={`第 ${position} 位`}
              >
                {chars[position - 1] ?? ' '}
              </span>
            ))}
          </div>
          <div className="code-what">{part.what}</div>
          <div className="code-says">{parsed.ok ? part.says(parsed.parts) : ' '}</div>
        </div>
      ))}
    </div>
  )
}
