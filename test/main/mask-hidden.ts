/** Hiding places: an invented 身份证 (11010519850312001 2, 110105198503129 99X) or a telephone number on record in every one of them. */
import { createCanvas } from '@napi-rs/canvas'
import {
  ascii85,
  biff,
  deflateSync,
  docx,
  flate,
  gzipSync,
  helvetica,
  jpegWith,
  latin,
  literal,
  ole,
  para,
  pdf,
  pngChunk,
  runs,
  sheetRow,
  shownPdf,
  utf16be,
  wordCells,
  xlsx,
  zip,
} from './mask-files.ts'

export const ID = '110105198503120012'
export const ID_X = '11010519850312999X'
export const PHONE = '13900000001'
export const OFFICE = '01012345678'

const wide = (text: string) => [...text].map(c => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join('')
const each = (separator: string, text = ID) => [...text].join(separator)
const text = (content: string) => Buffer.from(content)
const utf16 = (content: string) => Buffer.from(`\ufeff${content}`, 'utf16le')
const han = (content: string) => [...content].map(c => '零一二三四五六七八九'[Number(c)]).join('')
const gbkWide = Buffer.concat([...ID].map(c => Buffer.from([0xa3, 0x80 + c.charCodeAt(0)])))
const jpeg = createCanvas(16, 16).toBuffer('image/jpeg')
const png = createCanvas(16, 16).toBuffer('image/png')
const spread = (content: string) => content.match(/.{1,6}/g) ?? []
const tj = (content: string) => `BT /F1 9 Tf (${content}) Tj ET`

/** Glyph numbers instead of characters, with a map that says what they are. */
const glyphFont = [
  {
    dict: '<</Type/Font/Subtype/Type0/BaseFont/AAAAAA+Song/Encoding/Identity-H/DescendantFonts[7 0 R]/ToUnicode 6 0 R>>',
  },
  flate(
    '/CIDInit begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0003> <000C> <0030> endbfrange endcmap',
  ),
  { dict: '<</Type/Font/Subtype/CIDFontType2/BaseFont/AAAAAA+Song>>' },
]
const glyphs = (content: string) => [...content].map(c => (Number(c) + 3).toString(16).padStart(4, '0')).join('')
const adobeFont = [
  { dict: '<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/Identity-H/DescendantFonts[6 0 R]>>' },
  { dict: '<</Type/Font/Subtype/CIDFontType0/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>' },
]
const cids = (content: string) => [...content].map(c => (Number(c) + 17).toString(16).padStart(4, '0')).join('')
const differences = [
  {
    dict: '<</Type/Font/Subtype/Type3/Encoding<</Differences[65/zero/one/two/three/four/five/six/seven/eight/nine]>>>>',
  },
]
const letters = (content: string) => [...content].map(c => String.fromCharCode(65 + Number(c))).join('')
const attached = (body: Buffer, name = 'a.bin') =>
  pdf([{ dict: `<</Type/Filespec/F(${name})/EF<</F 6 0 R>>>>` }, flate(body, '<</Type/EmbeddedFile>>')], {
    catalog: '/Names<</EmbeddedFiles<</Names[(a) 5 0 R]>>>>',
  })
const digitsShared = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']
const sheet = xlsx(sheetRow(1, [{ v: 0, t: 's' }]), [ID])
const objStm = (inside: string) => flate(`9 0 ${inside}`, '<</Type/ObjStm/N 1/First 4>>')

export const HIDDEN: Record<string, () => Buffer> = {
  '分组空格.txt': () => text('身份证号：110105 19850312 0012'),
  '短横.txt': () => text('110105-19850312-0012'),
  '长横与全角横.txt': () => text('110105—19850312－0012'),
  '不间断空格.txt': () => text('110105\u00a019850312\u202f0012'),
  '零宽.txt': () => text('110105\u200b1985\u2060031\ufeff20012'),
  '软连字符.txt': () => text('110105\u00ad19850312\u00ad0012'),
  '全角.txt': () => text(wide(ID)),
  '全角Ｘ.txt': () => text(wide(ID_X)),
  '半全混合.txt': () => text(`110105${wide('19850312')}0012`),
  '全角空格.txt': () => text('110105　19850312　0012'),
  '一字一空格.txt': () => text(each(' ')),
  '一字一竖线.txt': () => text(each('|')),
  '一字一表格线.txt': () => text(each('│')),
  '一字一行.txt': () => text(each('\n')),
  '一字一逗号.csv': () => text(each(',')),
  '引号逗号.csv': () => text(each('","')),
  '跨行.txt': () => text('身份证 11010519850\n    3120012'),
  '跨行回车.txt': () => text('1101051985-\r\n03120012'),
  '粘在汉字上.txt': () => text(`证件${ID}王某`),
  '粘在字母上.txt': () => text(`ID${ID}name`),
  '粘在序号上.txt': () => text(`001${ID}`),
  '括号.txt': () => text('(110105)(19850312)(0012)'),
  '小写x与空格.txt': () => text('110105 19850312 999 x'),
  '西里尔Х.txt': () => text('11010519850312999Х'),
  '汉字数字.txt': () => text(han(ID)),
  '带圈数字.txt': () => text([...ID].map(c => (c === '0' ? '⓪' : String.fromCharCode(0x245f + Number(c)))).join('')),
  '数学数字.txt': () => text([...ID].map(c => String.fromCodePoint(0x1d7ce + Number(c))).join('')),
  '组合符.txt': () => text(each('\u0336')),
  '手机3-3-4-1.txt': () => text('电话 13900 000001'),
  '手机点分.txt': () => text('+86 (139) 0000-0001'),
  '手机前置0.txt': () => text('013900000001'),
  '固话括号.txt': () => text('（010）1234 5678'),
  'UTF16.txt': () => utf16(`号码 ${ID}`),
  'UTF16大端.txt': () => utf16be(`号码 110105 19850312 0012`),
  'GBK全角.txt': () => Buffer.concat([Buffer.from('c9edb7ddd6a4', 'hex'), gbkWide]),
  '邮件base64.txt': () =>
    text(
      `Content-Transfer-Encoding: base64\n\n${text(`考生 ${ID} 请于九时到场，携带准考证和身份证原件，不得迟到`).toString('base64')}`,
    ),
  '邮件QP.txt': () => text([...ID].map(c => `=${c.charCodeAt(0).toString(16).toUpperCase()}`).join('')),
  'RTF拆开.txt': () => text(`{\\rtf1 {\\b 110105}{\\i 19850312}{\\u48 ?012}}`),
  'json转义.txt': () => text([...ID].map(c => `\\u00${c.charCodeAt(0).toString(16)}`).join('')),
  'docx分组.docx': () => docx(para('110105 19850312 0012')),
  'docx拆run.docx': () => docx(runs(...spread(ID))),
  'docx一字一run.docx': () => docx(runs(...ID)),
  'docx跨段.docx': () => docx(para('110105198') + para('503120012')),
  'docx一字一格.docx': () => docx(wordCells(...ID)),
  'docx实体.docx': () => docx(para([...ID].map(c => `&#${c.charCodeAt(0)};`).join(''))),
  'docx十六进制实体.docx': () => docx(para([...ID].map(c => `&#x${c.charCodeAt(0).toString(16)};`).join(''))),
  'docx全角.docx': () => docx(para(wide(ID_X))),
  'docx符号字体.docx': () =>
    docx(`<w:p>${[...ID].map(c => `<w:r><w:sym w:font="Symbol" w:char="F03${c}"/></w:r>`).join('')}</w:p>`),
  'docx批注.docx': () =>
    zip({
      '[Content_Types].xml': '<Types/>',
      'word/document.xml': '<w/>',
      'word/comments.xml': `<w:comments>${para('110105-19850312-0012')}</w:comments>`,
    }),
  'docx属性.docx': () =>
    zip({
      '[Content_Types].xml': '<Types/>',
      'word/document.xml': '<w/>',
      'docProps/core.xml': `<cp:x><dc:title>${ID}</dc:title></cp:x>`,
    }),
  'docx属性实体.docx': () => docx(`<w:hyperlink w:tooltip="${[...ID].map(c => `&#${c.charCodeAt(0)};`).join('')}"/>`),
  'docx嵌xlsx.docx': () =>
    zip({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<w/>', 'word/embeddings/book.xlsx': sheet }),
  'docx嵌ole.docx': () =>
    zip({
      '[Content_Types].xml': '<Types/>',
      'word/document.xml': '<w/>',
      'word/embeddings/oleObject1.bin': ole('CONTENTS', Buffer.concat([Buffer.alloc(40, 1), shownPdf(tj(ID))])),
    }),
  'docx UTF16部件.docx': () =>
    zip({
      '[Content_Types].xml': '<Types/>',
      'word/document.xml': utf16(`<w:p>${para('110105 19850312 0012')}</w:p>`),
    }),
  'xlsx共享串.xlsx': () => sheet,
  'xlsx一字一格.xlsx': () =>
    xlsx(
      sheetRow(
        1,
        [...ID].map(c => ({ v: c, t: 's' })),
      ),
      digitsShared,
    ),
  'xlsx一字一格竖排.xlsx': () =>
    xlsx(
      [...ID]
        .map((c, i) =>
          sheetRow(i + 1, [
            { v: c, t: 's' },
            { v: 10, t: 's' },
          ]),
        )
        .join(''),
      [...digitsShared, '合格'],
    ),
  'xlsx数字一格.xlsx': () =>
    xlsx(
      sheetRow(
        1,
        [...ID].map(c => ({ v: c })),
      ),
    ),
  'xlsx分三格.xlsx': () => xlsx(sheetRow(1, [{ v: '110105' }, { v: '19850312' }, { v: 0, t: 's' }]), ['0012']),
  'xlsx富文本.xlsx': () =>
    zip({
      '[Content_Types].xml': '<Types/>',
      'xl/worksheets/sheet1.xml': '<w/>',
      'xl/sharedStrings.xml': `<sst><si><r><t>110105</t></r><r><rPr/><t>198503120012</t></r></si></sst>`,
    }),
  'xlsx手机科学计数.xlsx': () => xlsx(sheetRow(1, [{ v: '1.3900000001E10' }])),
  'xlsx批注.xlsx': () => xlsx('', [], { 'xl/comments1.xml': `<comments><t>110105 19850312 0012</t></comments>` }),
  'ofd一字一段.ofd': () =>
    zip({
      'OFD.xml': '<ofd/>',
      'Doc_0/Pages/Page_0/Content.xml': [...ID]
        .map(c => `<ofd:TextObject><ofd:TextCode>${c}</ofd:TextCode></ofd:TextObject>`)
        .join(''),
    }),
  'zip嵌zip嵌docx.zip': () => zip({ 'a.zip': zip({ 'b.docx': docx(para('110105 19850312 0012')) }) }),
  'zip文件名.zip': () => zip({ [`${ID}.txt`]: 'x' }),
  'zip里gz.zip': () => zip({ 'a.emz': gzipSync(text(`图 ${ID}`)) }),
  'zip里7z.zip': () => zip({ 'a.7z': Buffer.from('377abcaf271c000400', 'hex') }),
  'pdf文字.pdf': () => shownPdf(tj(ID)),
  'pdf分组.pdf': () => shownPdf(tj('110105 19850312 0012')),
  'pdf一字一框.pdf': () =>
    shownPdf([...ID].map((c, i) => `BT /F1 9 Tf 1 0 0 1 ${50 + i * 20} 700 Tm (${c}) Tj ET`).join('\n')),
  'pdf字距.pdf': () => shownPdf(`BT /F1 9 Tf [${[...ID].map(c => `(${c})`).join('-120 ')}] TJ ET`),
  'pdf单引号.pdf': () => shownPdf(`BT /F1 9 Tf 12 TL (110105) ' (198503120012) ' ET`),
  'pdf十六进制.pdf': () => shownPdf(`BT /F1 9 Tf <${latin(ID).toString('hex')}> Tj ET`),
  'pdf八进制.pdf': () => shownPdf(tj([...ID].map(c => `\\${c.charCodeAt(0).toString(8).padStart(3, '0')}`).join(''))),
  'pdf续行.pdf': () => shownPdf(tj('110105\\\n198503120012')),
  'pdf字形号.pdf': () => shownPdf(`BT /F1 9 Tf <${glyphs(ID)}> Tj ET`, glyphFont),
  'pdf两种字体.pdf': () =>
    pdf([...glyphFont, helvetica], {
      page: '/Resources<</Font<</F1 5 0 R/F2 8 0 R>>>>',
      content: `BT /F1 9 Tf <${glyphs(ID.slice(0, 9))}> Tj /F2 9 Tf (${ID.slice(9)}) Tj ET`,
    }),
  'pdf CID.pdf': () => shownPdf(`BT /F1 9 Tf <${cids(ID)}> Tj ET`, adobeFont),
  'pdf UCS2.pdf': () =>
    shownPdf(`BT /F1 9 Tf <${Buffer.from(ID, 'utf16le').swap16().toString('hex')}> Tj ET`, [
      { dict: '<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>' },
      { dict: '<</Type/Font/Subtype/CIDFontType2>>' },
    ]),
  'pdf字形名.pdf': () => shownPdf(`BT /F1 9 Tf (${letters(ID)}) Tj ET`, differences),
  'pdf无对照.pdf': () =>
    shownPdf(`BT /F1 9 Tf <${glyphs(ID)}> Tj ET`, [
      { dict: '<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[6 0 R]>>' },
      { dict: '<</Type/Font/Subtype/CIDFontType2/CIDSystemInfo<</Ordering(Identity)>>>>' },
    ]),
  'pdf ASCII85.pdf': () =>
    shownPdf({ dict: '<</Filter[/ASCII85Decode/FlateDecode]>>', stream: ascii85(deflateSync(latin(tj(ID)))) }),
  'pdf ASCIIHex.pdf': () =>
    shownPdf({ dict: '<</Filter/ASCIIHexDecode>>', stream: latin(`${latin(tj(ID)).toString('hex')}>`) }),
  'pdf过滤器转义.pdf': () => shownPdf({ dict: '<</Filter/Fl#61teDecode>>', stream: deflateSync(latin(tj(ID))) }),
  'pdf过滤器引用.pdf': () =>
    shownPdf({ dict: '<</Filter 6 0 R>>', stream: deflateSync(latin(tj(ID))) }, [helvetica, { dict: '/FlateDecode' }]),
  'pdf表单UTF16.pdf': () =>
    pdf([{ dict: `<</FT/Tx/T(id)/V${literal(utf16be(ID))}>>` }], { catalog: '/AcroForm<</Fields[5 0 R]>>' }),
  'pdf表单十六进制.pdf': () =>
    pdf([{ dict: `<</FT/Tx/T(id)/V<${utf16be('110105 19850312 0012').toString('hex')}>>>` }]),
  'pdf表单一格一域.pdf': () => pdf([...ID].map((c, i) => ({ dict: `<</FT/Tx/T(id${i})/V(${c})>>` }))),
  'pdf批注八进制.pdf': () =>
    pdf([
      {
        dict: `<</Type/Annot/Subtype/Text/Contents(${[...ID].map(c => `\\0${c.charCodeAt(0).toString(8)}`).join('')})>>`,
      },
    ]),
  'pdf批注富文本.pdf': () => pdf([{ dict: `<</Type/Annot/RC(<body><p>110105<b>19850312</b>0012</p></body>)>>` }]),
  'pdf书签.pdf': () => pdf([{ dict: `<</Title<${utf16be(wide(ID)).toString('hex')}>>>` }]),
  'pdf对象流.pdf': () => pdf([objStm(`<</V(110105 19850312 0012)>>`)]),
  'pdf元数据.pdf': () =>
    pdf([
      {
        dict: '<</Type/Metadata/Subtype/XML>>',
        stream: text(`<x:xmpmeta><dc:title>110105 19850312 0012</dc:title></x:xmpmeta>`),
      },
    ]),
  'pdf附件xlsx.pdf': () => attached(sheet),
  'pdf附件xlsx再进zip.zip': () => zip({ 'a.pdf': attached(sheet) }),
  'pdf附件文本.pdf': () => attached(text('110105-19850312-0012')),
  'pdf旧版本.pdf': () =>
    Buffer.concat([pdf([{ dict: '<</V(1101051985 03120012)>>' }]), latin('5 0 obj\n<</V(x)>>\nendobj\n')]),
  'pdf前有字节.pdf': () => Buffer.concat([Buffer.from('efbbbf0a', 'hex'), shownPdf(tj(ID))]),
  'jpeg注释.jpg': () => jpegWith(jpeg, 0xfe, text('110105 19850312 0012')),
  'jpeg XP标题.jpg': () => jpegWith(jpeg, 0xe1, Buffer.concat([latin('Exif\0\0'), Buffer.from(`题 ${ID}`, 'utf16le')])),
  'png压缩文字.png': () =>
    Buffer.concat([
      png.subarray(0, 33),
      pngChunk('zTXt', Buffer.concat([latin('Comment\0\0'), deflateSync(text(ID))])),
      png.subarray(33),
    ]),
  'mp4标签.mp4': () =>
    Buffer.concat([latin('\0\0\0\x18ftypisom\0\0\0\0isommp42'), Buffer.alloc(2000, 0xa5), text(`©cmt ${each(' ')}`)]),
  'mp3标签.mp3': () => Buffer.concat([latin('ID3\x03\0\0\0\0\x08\0'), utf16(`联系 ${ID}`), Buffer.alloc(500, 0xfb)]),
  'doc8位.doc': () => ole('WordDocument', Buffer.concat([Buffer.alloc(700), text('x 110105 19850312 0012\r')])),
  'doc16位跨扇区.doc': () =>
    ole('WordDocument', Buffer.concat([Buffer.alloc(496), Buffer.from(ID, 'utf16le')]), 'broken'),
  'xls串.xls': () => ole('Workbook', biff(['110105 19850312 0012'], [{ text: 0 }])),
  'xls串跨记录.xls': () => ole('Workbook', biff([ID], [{ text: 0 }], 10)),
  'xls一字一格.xls': () =>
    ole(
      'Workbook',
      biff(
        digitsShared,
        [...ID].map(c => ({ text: Number(c) })),
      ),
    ),
  'xls手机数值.xls': () => ole('Workbook', biff([], [{ number: 13900000001 }])),
  'xls数值一格.xls': () =>
    ole(
      'Workbook',
      biff(
        [],
        [...ID].map(c => ({ rk: (Number(c) << 2) | 2 })),
      ),
    ),
  'ppt压缩对象.ppt': () =>
    ole(
      'PowerPoint Document',
      Buffer.concat([Buffer.alloc(64), Buffer.from('1000111020000000ffff0000', 'hex'), deflateSync(sheet)]),
    ),
}
