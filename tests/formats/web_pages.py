"""Whole web pages as content systems write them, with invented text: the article, and everything around it."""

from __future__ import annotations

TITLE = "云溪市人民政府办公室关于印发云溪市河湖长制考核办法的通知"
NUMBER = "云政办发〔2023〕8号"
TEXT = (
    "各县（区）人民政府，市直各部门：",
    "《云溪市河湖长制考核办法》已经市政府第12次常务会议审议通过，现印发给你们，请认真组织实施。",
    "一、总体要求",
    "坚持问题导向、结果导向，把日常监管、重点抽查和年终考核结合起来，推动各级河湖长履职尽责，确保各项任务落到实处。",
    "二、考核内容",
    "（一）组织体系。重点考核河湖长名录公示、巡河记录和问题整改情况，每半年调度一次，结果在全市范围内通报。",
    "（二）水质改善。重点考核国控、省控断面水质达标率，对连续两年不达标的县（区）进行约谈。",
    "三、结果运用",
    "考核结果作为干部综合评价和资金分配的重要依据；弄虚作假的，依规依纪严肃处理，并追究有关人员责任。",
    "云溪市人民政府办公室",
    "2023年3月6日",
)
"""The article, line by line."""

NAVIGATION = (
    '<div class="topnav"><ul><li><a href="/">首页</a></li><li><a href="/zw/">政务公开</a></li>'
    '<li><a href="/fw/">办事服务</a></li><li><a href="/hd/">互动交流</a></li></ul></div>'
)
FOOTER = (
    '<div class="footer"><p>主办：云溪市人民政府办公室　承办：云溪市大数据中心</p>'
    "<p>网站标识码：1234560001　测ICP备12345678号-1　测公网安备 12345602000123号</p></div>"
)
SCRIPT = "<script>var a='<p>不是正文的脚本文字</p>';document.write('广告');</script><style>.p{color:red}</style>"


def paragraphs(before: str = "<p>", after: str = "</p>\n") -> str:
    """The article as paragraphs."""
    return "".join(before + line + after for line in TEXT)


def page(body: str, head: str = "", charset: str = "utf-8") -> str:
    """A page around a body."""
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="{charset}">'
        f"<title>{TITLE}_通知公告_云溪市人民政府</title>{head}{SCRIPT}</head>\n<body>\n{body}\n</body></html>"
    )


def box(*rows: tuple[str, ...]) -> str:
    """A table of labels and values; the last cell of a short row is as wide as those that are missing."""
    cells = ("".join(f"<td><b>{label}：</b></td><td>{value}</td>" for label, value in pairs(row)) for row in rows)
    return f"<table class=bd1><tbody>{''.join(f'<tr>{row}</tr>' for row in cells)}</tbody></table>"


def pairs(row: tuple[str, ...]) -> list[tuple[str, str]]:
    """Every two members of a row."""
    return list(zip(row[::2], row[1::2], strict=True))


DATA = (
    ("索 引 号", "000123/2023-00008", "主题分类", "水利、环保\\其他"),
    ("发文机关", "云溪市人民政府办公室", "成文日期", "2023年03月06日"),
    ("标　　题", TITLE),
    ("发文字号", NUMBER, "发布日期", "2023年03月09日"),
)


def council_2018() -> str:
    """gov.cn as it was in 2018: tables in tables, a box of data above, the text in #UCAP-CONTENT."""
    title = f'<p style="text-align:center"><span style="font-weight:bold;font-size:18pt">{TITLE}</span></p>'
    number = f'<p style="text-align: center;"><span style="font-family: 楷体">{NUMBER}</span></p>'
    text = f'<td class="b12c" id="UCAP-CONTENT">{title} {number} {paragraphs()}</td>'
    code = '<div id="qr_container">扫一扫在手机打开当前页</div>'
    tools = '<table><tr><td><a href="#" onclick="print()"><img src="130.files/print.gif"></a></td></tr></table>'
    beside = (
        '<td><iframe src="related.html"></iframe><div class="zcjd"><h3>相关解读</h3><ul>'
        '<li><a href="1.htm">一图读懂考核办法</a></li><li><a href="2.htm">专家解读河湖长制</a></li></ul></div></td>'
    )
    return page(
        f"{NAVIGATION}<table><tr><td>{box(*DATA)}{box(('主 题 词', ''))}</td></tr></table><br>"
        f"<table width=930><tr><td><table><tr>{text}</tr></table>{code}{tools}</td>{beside}</tr></table>{FOOTER}"
    )


def council_2023() -> str:
    """gov.cn since 2023: a share bar and related pages inside the element of the article."""
    crumb = '<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/zc/">政策</a> &gt; 文件库</div>'
    tools = (
        '<div class="mtoolWrap"><span class="font">字号：<b>默认</b> <b>大</b> <b>超大</b></span> |'
        ' <a href="#">打印</a> | <span>收藏</span> | <span class="share">分享</span></div>'
    )
    time = '<div class="pages-date">2023-03-09 10:21 <span>来源： 云溪市人民政府网</span></div>'
    related = '<div class="related"><h2>相关稿件</h2><ul><li><a href="a.htm">河湖长制工作综述</a></li></ul></div>'
    number = f'<p style="text-align:center">{NUMBER}</p>'
    text = f'<div class="pages_content" id="UCAP-CONTENT">{number}{paragraphs()}</div>'
    return page(
        f'{NAVIGATION}{crumb}{box(*DATA[1:3], ("发文字号", NUMBER, "公文种类", "通知"))}<div class="content">'
        f'<h1 id="ti">{TITLE}</h1>{time}{tools}{text}{related}</div><div class="editor">责任编辑：陈溪</div>{FOOTER}',
        '<meta name="firstpublishedtime" content="2023-03-09-10:21:00">',
    )


def trs() -> str:
    """TRS WCM: TRS_Editor with its own style sheet inside, <meta> with data, 上一篇 and 下一篇 below."""
    head = (
        f'<meta name="ArticleTitle" content="{TITLE}"><meta name="PubDate" content="2023-03-09 09:00:00">'
        '<meta name="ContentSource" content="市政府办公室">'
    )
    crumb = '<div class="position">您当前的位置：<a href="/">首页</a>&gt;<a href="/tz/">通知公告</a></div>'
    line = (
        '<div class="xl_info">来源：市政府办公室&nbsp;&nbsp;发布时间：2023-03-09&nbsp;&nbsp;浏览次数：'
        "<span>128</span>次&nbsp;&nbsp;字体：[<a>大</a> <a>中</a> <a>小</a>]</div>"
    )
    style = '<style type="text/css">.TRS_Editor P{margin:0}</style>'
    text = "".join(f'<p align="justify">　　{words}</p>' for words in TEXT)
    attached = '<p>附件：<a href="./P020230309.docx">云溪市河湖长制考核评分表.docx</a></p>'
    others = (
        '<div class="prenext"><p>上一篇：<a href="1.html">关于防汛值班的通知</a></p>'
        '<p>下一篇：<a href="2.html">没有了</a></p></div>'
    )
    return page(
        f'{NAVIGATION}{crumb}<div class="xl_main"><div class="xl_title">{TITLE}</div>{line}'
        f'<div class="view TRS_UEDITOR trs_paper_default">{style}{text}</div>{attached}{others}</div>{FOOTER}',
        head,
    )


def hanweb() -> str:
    """大汉 jpaas: data as a list of labels, text in #zoom with <br>, a QR code and buttons behind it."""
    data = (
        ("索引号", "12345/2023-00012"), ("发布机构", "云溪市人民政府办公室"), ("发文日期", "2023-03-06"),
        ("信息名称", TITLE), ("文号", NUMBER), ("有效性", "有效"),
    )  # fmt: skip
    listed = "".join(f"<li><b>{label}：</b>{value}</li>" for label, value in data)
    text = "<br>".join("　　" + line for line in TEXT)
    marked = f'<!--ZJEG_RSS.content.begin--><meta name="ContentStart"><p>{text}</p><meta name="ContentEnd">'
    tools = (
        '<div class="ewm"><img src="qr.png" width=120><p>扫一扫在手机打开当前页</p></div><div class="dy">'
        '<a href="javascript:window.print()">【打印本页】</a><a href="javascript:window.close()">【关闭窗口】</a></div>'
    )
    return page(
        f'{NAVIGATION}<div class="main-fl-riq"><ul class="xxgk">{listed}</ul></div><div class="main-txt">'
        f'<div class="tit">{TITLE}</div><div id="zoom">{marked}</div>{tools}</div>{FOOTER}'
    )


def wechat() -> str:
    """A 公众号 article as saved: the text is hidden until a script runs, tools and recommendations follow."""
    text = "".join(
        f'<section style="margin:0 8px"><p><span style="font-size: 16px;">{line}</span></p></section>' for line in TEXT
    )
    dot = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
    picture = f'<p><img data-src="https://mmbiz.example/1.png" src="{dot}"></p>'
    meta = (
        '<div id="meta_content" class="rich_media_meta_list"><span class="rich_media_meta">原创</span> '
        '<a href="#">云溪发布</a> <em id="publish_time">2023-03-09 18:00</em></div>'
    )
    hidden = 'class="rich_media_content" id="js_content" style="visibility: hidden; opacity: 0;"'
    tools = '<div class="rich_media_tool"><span>阅读 1024</span><span>在看</span></div>'
    return page(
        f'<div id="js_article" class="rich_media"><h1 class="rich_media_title" id="activity-name">{TITLE}</h1>{meta}'
        f'<div {hidden}>{text}{picture}</div>{tools}<p style="display:none">微信扫一扫关注该公众号</p>'
        "<div>预览时标签不可点</div></div>",
        f'<meta property="og:title" content="{TITLE}">',
    )


def word() -> str:
    """Word's 另存为网页: mso styles, conditional comments, o:p, list numbers in spans, a footnote, tracked changes."""
    head = (
        "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Print</w:View></w:WordDocument></xml><![endif]-->"
        '<meta name=Generator content="Microsoft Word 15"><style><!-- p.MsoNormal{margin:0cm} --></style>'
    )
    title = (
        "<p class=MsoNormal align=center style='text-align:center'><b><span style='font-size:22.0pt;font-family:宋体'>"
        f"{TITLE}<span lang=EN-US><o:p></o:p></span></span></b></p>"
    )
    mark = '<a style=\'mso-footnote-id:ftn1\' href="#_ftn1" name="_ftnref1"><span class=Mso>[1]</span></a>'
    listed = (
        "<p class=MsoListParagraph style='text-indent:-36.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]>"
        "<span lang=EN-US><span style='mso-list:Ignore'>四、<span style='font:7.0pt'>&nbsp;&nbsp; </span>"
        f"</span></span><![endif]>附则{mark}</p>"
    )
    changed = (
        '<p class=MsoNormal>本办法自印发之日起施行<del cite="mailto:a" datetime=2023-03-01>，有效期三年</del>'
        '<ins cite="mailto:a" datetime=2023-03-01>，有效期五年</ins>。'
        "<span style='display:none;mso-hide:all'>内部批注</span></p>"
    )
    note = '<p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1"><span>[1]</span></a> 由市水利局解释。</p>'
    notes = (
        "<div style='mso-element:footnote-list'><hr align=left size=1 width=\"33%\">"
        f"<div style='mso-element:footnote' id=ftn1>{note}</div></div>"
    )
    before = "<p class=MsoNormal style='text-indent:32.0pt'><span style='font-size:16.0pt'>"
    text = paragraphs(before, "<o:p></o:p></span></p>\r\n")
    section = f"<div class=WordSection1 style='layout-grid:15.6pt'>{title}{text}{listed}{changed}</div>"
    return page(f"{section}{notes}", head)


def wps() -> str:
    """WPS: a span in each paragraph, a table of data, one with merged cells."""
    cell = '<td width="120" valign="center" style="border:1px solid;"><p class=p><span>{}</span></p></td>'
    rows = (("序号", "指标", "分值"), ("1", "巡河率", "40"), ("2", "水质达标率", "60"))
    table = "".join(f"<tr>{''.join(cell.format(words) for words in row)}</tr>" for row in rows)
    merged = "<tr><td rowspan=2>考核对象</td><td colspan=2>权重</td></tr><tr><td>县</td><td>乡</td></tr>"
    title = f'<h1 style="text-align:center"><span>{TITLE}</span></h1>'
    text = paragraphs("<p class=MsoNormal><span>", "</span></p>")
    return page(
        f"{title}{text}<p>附件：考核指标</p><table border=1>{table}</table><p>&nbsp;</p><table>{merged}</table>",
        '<meta name="Generator" content="WPS Office"><meta name="Originator" content="Kingsoft">',
    )


def forum() -> str:
    """Discuz: tables, divs and <br> without paragraphs, unclosed fonts, user panels around."""
    text = "<br />\n<br />\n".join(f"&nbsp;&nbsp;&nbsp;&nbsp;{line}" for line in TEXT)
    user = (
        '<td class="pls" rowspan="2"><div class="authi"><a href="u1.html">溪边</a></div><p>主题</p><p>帖子</p>'
        "<dl><dt>积分</dt><dd>360</dd></dl></td>"
    )
    post = f'<td class="t_f" id="postmessage_101"><font size="3"><font face="宋体">{text}</td>'
    title = f'<h1 class="ts"><span id="thread_subject">{TITLE}</span></h1>'
    return page(
        '<div id="hd"><div id="um"><a href="m.php">登录</a> <a href="r.php">注册</a></div></div>'
        '<div id="pt" class="bm cl"><a href="./">云溪论坛</a> <em>›</em> <a href="f-1.html">公文学习</a></div>'
        f'<div id="postlist"><table><tr>{user}<td class="plc">{title}'
        f'<div class="t_fsz"><table><tr>{post}</tr></table></div><div class="sign">个人签名：云在青天水在瓶</div>'
        "</td></tr></table></div><form><textarea>我来说两句</textarea><button>发表回复</button></form>"
        '<div id="ft">Powered by Discuz! © 2001-2013 Comsenz Inc.</div>'
    )


def portal_without_names() -> str:
    """A page whose classes say nothing: only the prose tells the article from the rest."""
    links = "".join(
        f'<li><a href="n{i}.html">云溪市召开第{i}次工作会议</a><span>03-0{i}</span></li>' for i in range(1, 9)
    )
    line = '<div class="x3">发布日期：2023-03-09　信息来源：市水利局　【字号：大 中 小】</div>'
    text = f'<div class="x4">{paragraphs("<div>", "</div>")}</div>'
    tools = '<div class="x5"><a href="#">【打印】</a> <a href="#">【关闭】</a></div>'
    return page(
        '<div class="w1"><div class="x1"><a href="/">网站首页</a> | <a href="/a">公示公告</a></div>'
        f'<div class="x2"><h1>{TITLE}</h1>{line}{text}{tools}</div>'
        f'<div class="x6"><h3>最新信息</h3><ul>{links}</ul></div></div>'
        '<div class="x7">版权所有：云溪市水利局　地址：云溪市滨河路1号　邮编：123456</div>'
    )


def flat() -> str:
    """A page by hand: everything directly in <body>, as in the nineties, tags upper case, attributes bare."""
    text = "".join(f"<P>　　{line}" for line in TEXT)
    title = f"<CENTER><FONT SIZE=5><B>{TITLE}</B></FONT></CENTER><HR>"
    return f"<HTML><HEAD><TITLE>{TITLE}</TITLE></HEAD><BODY BGCOLOR=white>{title}{text}</BODY></HTML>"


def frameset() -> str:
    """Nothing but frames."""
    return (
        '<html><head><title>文件</title></head><frameset cols="20%,*"><frame src="menu.htm">'
        '<frame src="text/zhengwen.htm"><noframes><body>您的浏览器不支持框架</body></noframes></frameset></html>'
    )


def script_only() -> str:
    """A page that a script would fill."""
    return page('<div id="app"></div><noscript>请启用 JavaScript 以浏览本站</noscript>')


def fragment() -> str:
    """The HTML of an article as a content system stores it."""
    return "".join(f'<p style="text-indent:2em">{line}</p>' for line in TEXT)


FULL = {
    "council_2018": council_2018, "council_2023": council_2023, "trs": trs, "hanweb": hanweb, "wechat": wechat,
    "word": word, "wps": wps, "forum": forum, "portal_without_names": portal_without_names, "flat": flat,
    "fragment": fragment,
}  # fmt: skip
"""Pages that hold the article."""
