/** Papers, photos and a film of an examination, drawn for the demo: an office has real ones. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import { newDocument, writePdf } from '../print/document.ts'
import { formFonts, openFont } from '../print/fonts.ts'
import { writeTable } from '../sheet/write.ts'
import { drawFilm } from './film.ts'

/** Slot → title and lines of a paper. */
const PAPERS: Record<string, [title: string, ...lines: string[]]> = {
  P1: ['评价机构备案回执', '备案职业：电工（五级/初级工至三级/高级工）', '备案日期：2026-10-10'],
  P2: ['评价计划申报表和回执', '计划号：JH-2026-12', '计划人数：48 人', '时间：2026-11-28'],
  P3: ['考务实施方案（备案方案）', '评价方式：理论知识考试、操作技能考核', '考场：机房201、实操一室'],
  P4: ['认定公告', '公告日期：2026-10-26', '报名：2026-10-27 至 2026-11-06'],
  Q1: ['认定申报表汇总', '收到申报表 48 份，逐份编号。'],
  Q2: ['资格佐证材料', '学历、年限和前级证书复印件 48 份。'],
  Q3: ['资格审核汇总表', '审核 48 人，通过 48 人。审核日期：2026-11-10'],
  R1: ['考评人员委派函', '考评人员 2 名，资格证号 KP20240117、KP20220031。'],
  R2: ['考务、监考分工表', '考务 1 名，监考 2 名，负责人 1 名。'],
  R8: ['机构负责人履职记录', '2026-11-28 8:20 到场，检查考场布置和试卷启封。'],
  T1: ['抽题记录', '题库版本 2026.10，抽题人与监督人签名。'],
  T4: ['试卷启封确认表', '2026-11-28 8:50 启封，两名考生签字确认密封完好。'],
  X3: ['考生签到表', '签到 47 人，缺考 1 人。'],
  X4: ['考场情况记录单', '开考 9:00，结束 11:00，无异常。'],
  X7: ['各岗位工作记录表', '考评、监考、考务各岗位工作记录。'],
  G1: ['理论机考成绩记录', '机考 47 人。'],
  G2: ['实操评分表', '每份两名考评人员签名，共 47 份。'],
  G5: ['成绩汇总表', '合格 41 人，不合格 6 人。'],
  G6: ['成绩复核记录', '复核 10 份，无改动。'],
  G7: ['结果公示文本', '公示期：2026-12-05 至 2026-12-11'],
}

const PHOTOS: [slot: string, title: string, time: string, hue: number][] = [
  ['R7', '考场布置', '2026:11:28 08:10:00', 40],
  ['X6', '理论考试 考场全景', '2026:11:28 09:05:10', 90],
  ['X6', '理论考试 核对证件', '2026:11:28 09:12:40', 150],
  ['X6', '理论考试 收卷', '2026:11:28 10:58:20', 200],
  ['X6', '实操考核 一号工位', '2026:11:28 13:41:00', 250],
  ['X6', '实操考核 三号工位', '2026:11:28 15:02:30', 310],
  ['G7', '公示栏照片', '2026:12:05 10:00:00', 20],
]

/** Draws everything below `folder`, one folder a slot. @returns the slots */
export async function drawEvidence(folder: string): Promise<string[]> {
  const slots = new Set<string>()
  const place = async (slot: string): Promise<string> => {
    slots.add(slot)
    await mkdir(join(folder, slot), { recursive: true })
    return join(folder, slot)
  }
  for (const [slot, [title, ...lines]] of Object.entries(PAPERS)) {
    await writePaper(join(await place(slot), `${title}.pdf`), title, lines)
  }
  for (const [slot, title, time, hue] of PHOTOS) {
    const photo = withTime(await drawPhoto(title, hue), time)
    await writeFile(join(await place(slot), `${title}.jpg`), photo)
  }
  await writeFile(join(await place('X6'), '实操考核 巡场.webm'), await drawFilm('2026-11-28'))
  await writeTable(join(await place('C1'), '证书数据审核确认表.xlsx'), {
    title: '证书数据审核确认表',
    orgName: '北京亦庄示范职业技能评价中心',
    date: '2026-12-18',
    columns: [
      { header: '职业', width: 12 },
      { header: '等级', width: 14 },
      { header: '合格人数', width: 10 },
    ],
    rows: [['电工', '四级/中级工', '41']],
  })
  return [...slots].sort()
}

async function writePaper(path: string, title: string, lines: readonly string[]): Promise<void> {
  const pdf = newDocument(title)
  const [song = ''] = formFonts().song
  await writePdf(pdf, path, async checkpoint => {
    pdf.registerFont('song', openFont(song))
    pdf.addPage({ size: 'A4', margin: 70 })
    pdf.font('song').fontSize(20).text(title, { align: 'center' })
    pdf.moveDown(2).fontSize(12)
    for (const line of lines) pdf.text(line, { lineGap: 8 })
    await checkpoint()
  })
}

/** A room with desks, and a face that nobody asked for. */
async function drawPhoto(label: string, hue: number): Promise<Buffer> {
  const canvas = createCanvas(1200, 800)
  const context = canvas.getContext('2d')
  context.fillStyle = `hsl(${hue} 25% 82%)`
  context.fillRect(0, 0, 1200, 800)
  for (let desk = 0; desk < 15; desk++) {
    context.fillStyle = `hsl(${hue} 30% ${45 + (desk % 5) * 5}%)`
    context.fillRect(90 + (desk % 5) * 210, 240 + Math.floor(desk / 5) * 170, 150, 100)
  }
  context.fillStyle = '#d9a066'
  context.beginPath()
  context.arc(560, 190, 60, 0, 2 * Math.PI)
  context.fill()
  context.fillStyle = '#222'
  context.font = '28px sans-serif'
  context.fillText(label, 40, 60)
  return Buffer.from(await canvas.encode('jpeg', 82))
}

/** Puts DateTimeOriginal and a camera's name into a JPEG, as a camera does (EXIF 2.3). */
function withTime(jpeg: Buffer, time: string): Buffer {
  const model = 'DEMO-1\0'
  const entry = (tag: number, type: number, count: number, value: number) => {
    const bytes = Buffer.alloc(12)
    bytes.writeUInt16BE(tag, 0)
    bytes.writeUInt16BE(type, 2)
    bytes.writeUInt32BE(count, 4)
    bytes.writeUInt32BE(value, 8)
    return bytes
  }
  const count = (n: number) => Buffer.from([0, n])
  const main = 8 // where the first folder of entries begins, from the start of the TIFF part
  const exif = main + 2 + 2 * 12 + 4
  const texts = exif + 2 + 12 + 4
  const tiff = Buffer.concat([
    Buffer.from('MM\0*\0\0\0\x08', 'latin1'),
    count(2),
    entry(0x0110, 2, model.length, texts + 20),
    entry(0x8769, 4, 1, exif),
    Buffer.alloc(4),
    count(1),
    entry(0x9003, 2, 20, texts),
    Buffer.alloc(4),
    Buffer.from(`${time}\0${model}`, 'latin1'),
  ])
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff])
  const head = Buffer.from([0xff, 0xe1, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)])
}
