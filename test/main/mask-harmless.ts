/** Numbers that look like numbers of people and are none. */
import { createHash } from 'node:crypto'
import { docx, helvetica, para, runs, sheetRow, shownPdf, wordCells, xlsx, zip } from './mask-files.ts'

const text = (content: string) => Buffer.from(content)
const digest = (seed: number) => createHash('sha256').update(String(seed)).digest('hex')
const decimal = (seed: number, length: number) =>
  BigInt(`0x${digest(seed)}`)
    .toString()
    .slice(0, length)
const table = (rows: number, columns: number, cell: (row: number, column: number) => string, gap: string) =>
  Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => cell(i, j)).join(gap)).join('\n')

export const HARMLESS: Record<string, () => Buffer> = {
  '合同号18位.txt': () => text('合同编号 202611230001000218'),
  '合同号分组.txt': () => text('HT-2026-1123-0001-000218'),
  '证书号18位.txt': () => text('证书编号：110105198503120013'),
  '证书号16位.txt': () => text('S000011000001261000123 1126001000300045'),
  '校验位不符.txt': () => text('110105198503129990 11010519850312001X'),
  '日期不存在.txt': () => text('110105198502300012'),
  '地区不存在.txt': () => text('990105198503120012'),
  '信用代码.txt': () => text('91110105MA01ABCD2X 911101057109283746'),
  '发票号20位.txt': () => text('数电发票 26112000000123456789'),
  '银行账号.txt': () => text('6222 0202 0001 2345 678'),
  '开户账号分组.txt': () => text('0200 0041 0920 0012 345'),
  '快递单号.txt': () => text('SF1390000000234 773012345678901'),
  '条码EAN.txt': () => text('6901234567892 6934567890123'),
  'ISBN.txt': () => text('ISBN 978-7-111-23456-7'),
  'IMEI.txt': () => text('IMEI 861234567890123 352099001761481'),
  '资产编号.txt': () => text('资产编号 11010520261100120034'),
  '毫秒时刻.txt': () => text('1764547200000 1764547200123456 20261123093000123'),
  '日期串.txt': () => text('20261123 20261124 20261125 20261126 20261127'),
  '时刻表.txt': () => text('2026-11-23 09:30:00 至 2026-11-23 11:30:00，2026-11-24 09:30:00'),
  '他人手机.txt': () => text('400-810-0000，客服 13800138999'),
  '分机号.txt': () => text('010-12345679 转 801、802、803、8001'),
  '分机表.txt': () => text('8001 8002 8003 8004 8005 8006 8007 8008'),
  '固话相近.txt': () => text('010-12345670 010-12345671'),
  '邮编与门牌.txt': () => text('100176 荣华中路10号 2026'),
  '经纬度.txt': () => text('116.407413, 39.904214; 116.397128, 39.916527'),
  '摘要.txt': () => text(Array.from({ length: 40 }, (_, i) => digest(i)).join('\n')),
  'md5.txt': () => text(Array.from({ length: 40 }, (_, i) => digest(i).slice(0, 32)).join(' ')),
  '含号摘要.txt': () => text('3f7a9c110105198503120012d51e2b8463f7a9c0d51e2b8463f7a9c0d51e2b84a'),
  'uuid.txt': () => text('550e8400-e29b-41d4-a716-446655440000 123e4567-e89b-12d3-a456-426614174000'),
  'base64.txt': () => text(Buffer.from(digest(7)).toString('base64')),
  '长数字.txt': () => text(decimal(3, 60)),
  '成绩表.txt': () => text(table(100, 6, (i, j) => String(60 + ((i * 7 + j * 13) % 40)), '\t')),
  '成绩.csv': () => text(table(200, 5, (i, j) => String(60 + ((i * 11 + j * 17) % 40)), ',')),
  '一位数.csv': () => text(table(50, 8, (i, j) => String((i * 3 + j * 7) % 10), ',')),
  '是否矩阵.txt': () => text(table(40, 12, (i, j) => String((i + j) % 2), ' ')),
  '四位一组.txt': () => text(table(60, 8, (i, j) => String(1000 + ((i * 37 + j * 101) % 9000)), ' ')),
  '六位编号.txt': () => text(table(80, 3, (i, j) => String(100000 + i * 3 + j), ' ')),
  '准考证号.txt': () => text(table(50, 1, i => `2611010500${String(i).padStart(4, '0')}`, ' ')),
  '设备编号.csv': () =>
    text(table(60, 2, (i, j) => (j === 0 ? `SB${1000 + i}` : `110105${String(i).padStart(6, '0')}`), ',')),
  '证卡编号.txt': () => text('260001 260002 260003 1101052026110001'),
  '计划号.txt': () => text('JH-2026-12 JH-2026-13'),
  '锚定码.txt': () => text('AB12-CD34-EF56-7890-1234'),
  '序列号.txt': () => text('SN 5CD1234ABC 00330-80000-00000-AA123'),
  '网址.txt': () => text('id=8612345678901234567&t=1764547200'),
  'IP与端口.txt': () => text('192.168.1.100:8080 10.0.0.12 255.255.255.0'),
  '版本.txt': () => text('126.0.6478.127 20.18.1 33.2.0'),
  '金额.txt': () => text('1,234,567.89 元 12,345,678.00 元'),
  '尺寸.txt': () => text('1920×1080 3840×2160 4032×3024 100 200 300 400'),
  '页码.txt': () => text(Array.from({ length: 60 }, (_, i) => String(i + 1)).join('\n')),
  '法条.txt': () => text('第十七条 第二十九条 一、二、三、四、五、六、七、八、九、十'),
  '座号.docx': () => docx(wordCells(...Array.from({ length: 60 }, (_, i) => String(i + 1)))),
  'docx日期.docx': () => docx(para('2026年11月23日至2026年11月27日') + para('20261123 20261127')),
  'docx合同.docx': () => docx(runs('2026', '1123', '0001', '0002', '18')),
  'xlsx台账.xlsx': () =>
    xlsx(
      Array.from({ length: 60 }, (_, i) =>
        sheetRow(i + 1, [{ v: i + 1 }, { v: 45950 + i }, { v: 60 + (i % 40) }, { v: 1000 + i * 3 }]),
      ).join(''),
    ),
  'xlsx证书号.xlsx': () => xlsx(sheetRow(1, [{ v: 0, t: 's' }]), ['110105198503120013']),
  'xlsx评分.xlsx': () =>
    xlsx(
      Array.from({ length: 40 }, (_, i) =>
        sheetRow(
          i + 1,
          Array.from({ length: 9 }, (_, j) => ({ v: (i * 3 + j * 5) % 10 })),
        ),
      ).join(''),
    ),
  'pdf坐标.pdf': () => shownPdf(table(200, 4, (i, j) => ((i * 31 + j * 17) % 800).toFixed(2), ' ')),
  'pdf成绩.pdf': () =>
    shownPdf(`BT /F1 9 Tf ${Array.from({ length: 200 }, (_, i) => `(${60 + ((i * 7) % 40)}) Tj`).join(' ')} ET`),
  'pdf证书号.pdf': () => shownPdf('BT /F1 9 Tf (110105198503120013) Tj ET'),
  'pdf摘要.pdf': () =>
    shownPdf(`BT /F1 9 Tf ${Array.from({ length: 60 }, (_, i) => `(${digest(i)}) Tj`).join(' ')} ET`, [helvetica]),
  'zip名.zip': () => zip({ '20261123_0930_001.jpg.txt': 'x', 'IMG_20261123_093000123.txt': 'y' }),
  '十五位流水.txt': () => text('流水 110105850312001 202611230000123'),
  '车牌.txt': () => text('京A12345 京AD12345 京N8K8M8'),
  '汉字年份.txt': () => text('二〇二六年十一月二十三日，一九八五年三月十二日'),
}
