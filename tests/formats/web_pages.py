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


def council_2018() -> str:
    """gov.cn as it was in 2018: tables in tables, a box of data above, the text in #UCAP-CONTENT."""
    box = (
        '<table class="bd1"><tbody><tr><td><b>索 引 号：</b></td><td>000123/2023-00008</td><td><b>主题分类：</b></td>'
        "<td>水利、环保\\其他</td></tr><tr><td><b>发文机关：</b></td><td>云溪市人民政府办公室</td><td><b>成文日期：</b></td>"
        f"<td>2023年03月06日</td></tr><tr><td><b>标　　题：</b></td><td colspan=3>{TITLE}</td></tr>"
        f"<tr><td><b>发文字号：</b></td><td>{NUMBER}</td><td><b>发布日期：</b></td><td>2023年03月09日</td></tr></tbody></table>"
    )
    title = f'<p style="text-align:center"><span style="font-weight:bold;font-size:18pt">{TITLE}</span></p>'
    number = f'<p style="text-align: center;"><span style="font-family: 楷体">{NUMBER}</span></p>'
    text = f'<td class="b12c" id="UCAP-CONTENT">{title} {number} {paragraphs()}</td>'
    return page(
        f"{NAVIGATION}<table><tr><td>{box}<table><tbody><tr><td><b>主 题 词：</b></td><td></td></tr></tbody></table></td></tr>"
        f"</table><br><table width=930><tr><td><table><tr>{text}</tr></table>"
        '<div id="qr_container">扫一扫在手机打开当前页</div>'
        '<table><tr><td><a href="#" onclick="window.print()"><img src="130.files/print.gif"></a></td></tr></table></td>'
        '<td valign=top><iframe src="related.html"></iframe><div class="zcjd"><h3>相关解读</h3><ul><li><a href="1.htm">一图读懂考核办法</a>'
        f'</li><li><a href="2.htm">专家解读河湖长制</a></li></ul></div></td></tr></table>{FOOTER}'
    )


def council_2023() -> str:
    """gov.cn since 2023: div pairs, a share bar inside the article's element."""
    crumb = '<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/zc/">政策</a> &gt; 文件库</div>'
    box = (
        '<div class="policyLibraryOverview_header"><table><tr><td>标　　题：</td><td colspan="3">' + TITLE + "</td></tr>"
        "<tr><td>发文机关：</td><td>云溪市人民政府办公室</td><td>发文字号：</td><td>" + NUMBER + "</td></tr>"
        "<tr><td>成文日期：</td><td>2023年03月06日</td><td>公文种类：</td><td>通知</td></tr></table></div>"
    )
    tools = (
        '<div class="mtoolWrap"><span class="font">字号：<b>默认</b> <b>大</b> <b>超大</b></span> | <a href="#">打印</a> | '
        '<span>收藏</span> | <span class="share">分享</span></div>'
    )
    return page(
        f'{NAVIGATION}{crumb}{box}<div class="content"><h1 id="ti">{TITLE}</h1>'
        f'<div class="pages-date">2023-03-09 10:21 <span>来源： 云溪市人民政府网</span></div>{tools}'
        f'<div class="pages_content" id="UCAP-CONTENT"><p style="text-align:center">{NUMBER}</p>{paragraphs()}</div>'
        '<div class="related"><h2>相关稿件</h2><ul><li><a href="a.htm">河湖长制工作综述</a></li></ul></div></div>'
        f'<div class="editor">责任编辑：陈溪</div>{FOOTER}',
        '<meta name="firstpublishedtime" content="2023-03-09-10:21:00">',
    )


def trs() -> str:
    """TRS WCM: TRS_Editor with its own style sheet inside, <meta> with data, 上一篇 and 下一篇 below."""
    head = (
        f'<meta name="ArticleTitle" content="{TITLE}"><meta name="PubDate" content="2023-03-09 09:00:00">'
        '<meta name="ContentSource" content="市政府办公室">'
    )
    text = "".join(f'<p align="justify">　　{line}</p>' for line in TEXT)
    return page(
        f'{NAVIGATION}<div class="position">您当前的位置：<a href="/">首页</a>&gt;<a href="/tz/">通知公告</a></div>'
        f'<div class="xl_main"><div class="xl_title">{TITLE}</div><div class="xl_info">来源：市政府办公室&nbsp;&nbsp;发布时间：2023-03-09'
        "&nbsp;&nbsp;浏览次数：<span>128</span>次&nbsp;&nbsp;字体：[<a>大</a> <a>中</a> <a>小</a>]</div>"
        f'<div class="view TRS_UEDITOR trs_paper_default"><style type="text/css">.TRS_Editor P{{margin:0}}</style>{text}</div>'
        '<p>附件：<a href="./P020230309.docx">云溪市河湖长制考核评分表.docx</a></p>'
        '<div class="prenext"><p>上一篇：<a href="1.html">关于防汛值班的通知</a></p><p>下一篇：<a href="2.html">没有了</a></p></div>'
        f"</div>{FOOTER}",
        head,
    )


def hanweb() -> str:
    """大汉 jpaas: data as a list of labels, text in #zoom with <br>, a QR code and buttons behind it."""
    box = (
        '<ul class="xxgk"><li><b>索引号：</b>12345/2023-00012</li><li><b>发布机构：</b>云溪市人民政府办公室</li>'
        f"<li><b>发文日期：</b>2023-03-06</li><li><b>信息名称：</b>{TITLE}</li><li><b>文号：</b>{NUMBER}</li>"
        "<li><b>有效性：</b>有效</li></ul>"
    )
    text = "<br>".join("　　" + line for line in TEXT)
    return page(
        f'{NAVIGATION}<div class="main-fl-riq">{box}</div><div class="main-txt"><div class="tit">{TITLE}</div>'
        f'<div id="zoom"><!--ZJEG_RSS.content.begin--><meta name="ContentStart"><p>{text}</p><meta name="ContentEnd">'
        '</div><div class="ewm"><img src="qr.png" width=120><p>扫一扫在手机打开当前页</p></div>'
        '<div class="dy"><a href="javascript:window.print()">【打印本页】</a><a href="javascript:window.close()">【关闭窗口】</a></div>'
        f"</div>{FOOTER}"
    )


def wechat() -> str:
    """A 公众号 article as saved: the text is hidden until a script runs, tools and recommendations follow."""
    text = "".join(
        f'<section style="margin:0 8px"><p style="line-height:1.75em"><span style="font-size: 16px;">{line}</span></p></section>'
        for line in TEXT
    )
    return page(
        f'<div id="js_article" class="rich_media"><h1 class="rich_media_title" id="activity-name">{TITLE}</h1>'
        '<div id="meta_content" class="rich_media_meta_list"><span class="rich_media_meta">原创</span> <a href="#">云溪发布</a> '
        '<em id="publish_time">2023-03-09 18:00</em></div>'
        f'<div class="rich_media_content" id="js_content" style="visibility: hidden; opacity: 0;">{text}'
        '<p><img data-src="https://mmbiz.example/1.png" src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"></p></div>'
        '<div class="rich_media_tool"><span>阅读 1024</span><span>在看</span></div><p style="display:none">微信扫一扫关注该公众号</p>'
        "<div>预览时标签不可点</div></div>",
        f'<meta property="og:title" content="{TITLE}">',
    )


def word() -> str:
    """Word's 另存为网页: mso styles, conditional comments, o:p, list numbers in spans, a footnote, a tracked deletion."""
    head = (
        "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Print</w:View></w:WordDocument></xml><![endif]-->"
        '<meta name=Generator content="Microsoft Word 15"><style><!-- p.MsoNormal{margin:0cm} --></style>'
    )
    title = (
        "<p class=MsoNormal align=center style='text-align:center'><b><span style='font-size:22.0pt;font-family:宋体'>"
        f"{TITLE}<span lang=EN-US><o:p></o:p></span></span></b></p>"
    )
    listed = (
        "<p class=MsoListParagraph style='text-indent:-36.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span lang=EN-US>"
        "<span style='mso-list:Ignore'>四、<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span></span></span>"
        "<![endif]>附则<a style='mso-footnote-id:ftn1' href=\"#_ftn1\" name=\"_ftnref1\"><span class=MsoFootnoteReference>[1]</span></a></p>"
    )
    deleted = (
        "<p class=MsoNormal>本办法自印发之日起施行<del cite=\"mailto:a\" datetime=2023-03-01>，有效期三年</del>"
        "<ins cite=\"mailto:a\" datetime=2023-03-01>，有效期五年</ins>。<span style='display:none;mso-hide:all'>内部批注</span></p>"
    )
    notes = (
        "<div style='mso-element:footnote-list'><hr align=left size=1 width=\"33%\"><div style='mso-element:footnote' id=ftn1>"
        "<p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href=\"#_ftnref1\" name=\"_ftn1\"><span>[1]</span></a> 由市水利局解释。</p></div></div>"
    )
    text = paragraphs("<p class=MsoNormal style='text-indent:32.0pt'><span style='font-size:16.0pt'>", "<o:p></o:p></span></p>\r\n")
    return page(f"<div class=WordSection1 style='layout-grid:15.6pt'>{title}{text}{listed}{deleted}</div>{notes}", head)


def wps() -> str:
    """WPS: everything in spans of one p each, styles with mso-, a table of data with merged cells."""
    cell = '<td width="120" valign="center" style="border:1px solid;"><p class=p><span>{}</span></p></td>'
    rows = (("序\xa0号", "指标", "分值"), ("1", "巡河率", "40"), ("2", "水质达标率", "60"))
    table = "<table border=1>" + "".join(f"<tr>{''.join(cell.format(c) for c in row)}</tr>" for row in rows) + "</table>"
    merged = '<table border=1><tr><td rowspan=2>考核对象</td><td colspan=2>权重</td></tr><tr><td>县</td><td>乡</td></tr></table>'
    return page(
        f'<h1 style="text-align:center"><span>{TITLE}</span></h1>{paragraphs("<p class=MsoNormal><span>", "</span></p>")}'
        f"<p>附件：考核指标</p>{table}<p>&nbsp;</p>{merged}",
        '<meta name="Generator" content="WPS Office"><meta name="Originator" content="Kingsoft">',
    )


def forum() -> str:
    """Discuz: tables, divs and <br> without paragraphs, unclosed fonts, user panels around."""
    text = "<br />\n<br />\n".join(f"&nbsp;&nbsp;&nbsp;&nbsp;{line}" for line in TEXT)
    return page(
        '<div id="hd"><div id="um"><a href="member.php">登录</a> <a href="register.php">注册</a></div></div>'
        f'<div id="pt" class="bm cl"><a href="./">云溪论坛</a> <em>›</em> <a href="f-1.html">公文学习</a></div>'
        '<div id="postlist"><table><tr><td class="pls" rowspan="2"><div class="authi"><a href="u1.html">溪边</a></div>'
        "<p>主题</p><p>帖子</p><dl><dt>积分</dt><dd>360</dd></dl></td>"
        f'<td class="plc"><h1 class="ts"><span id="thread_subject">{TITLE}</span></h1>'
        f'<div class="t_fsz"><table><tr><td class="t_f" id="postmessage_101"><font size="3"><font face="宋体">{text}</td></tr></table></div>'
        '<div class="sign">个人签名：云在青天水在瓶</div></td></tr></table></div>'
        '<div id="f_pst"><form><textarea>我来说两句</textarea><button>发表回复</button></form></div>'
        '<div id="ft">Powered by Discuz! © 2001-2013 Comsenz Inc.</div>'
    )


def portal_without_names() -> str:
    """A page whose classes say nothing: only the prose tells the article from the rest."""
    links = "".join(f'<li><a href="n{i}.html">云溪市召开第{i}次工作会议</a><span>03-0{i}</span></li>' for i in range(1, 9))
    return page(
        f'<div class="w1"><div class="x1"><a href="/">网站首页</a> | <a href="/a">公示公告</a></div><div class="x2"><h1>{TITLE}</h1>'
        f'<div class="x3">发布日期：2023-03-09　信息来源：市水利局　【字号：大 中 小】</div><div class="x4">{paragraphs("<div>", "</div>")}</div>'
        f'<div class="x5"><a href="#">【打印】</a> <a href="#">【关闭】</a></div></div><div class="x6"><h3>最新信息</h3><ul>{links}</ul></div></div>'
        '<div class="x7">版权所有：云溪市水利局　地址：云溪市滨河路1号　邮编：123456</div>'
    )


def flat() -> str:
    """A page by hand: everything directly in <body>, as in the nineties, tags upper case, attributes bare."""
    text = "".join(f"<P>　　{line}" for line in TEXT)
    return f"<HTML><HEAD><TITLE>{TITLE}</TITLE></HEAD><BODY BGCOLOR=white><CENTER><FONT SIZE=5><B>{TITLE}</B></FONT></CENTER><HR>{text}</BODY></HTML>"


def frameset() -> str:
    """Nothing but frames."""
    return (
        '<html><head><title>文件</title></head><frameset cols="20%,*"><frame src="menu.htm"><frame src="text/zhengwen.htm">'
        "<noframes><body>您的浏览器不支持框架</body></noframes></frameset></html>"
    )


def script_only() -> str:
    """A page that a script would fill."""
    return page('<div id="app"></div><noscript>请启用 JavaScript 以浏览本站</noscript>')


def fragment() -> str:
    """The HTML of an article as a content system stores it."""
    return "".join(f'<p style="text-indent:2em">{line}</p>' for line in TEXT)


FULL = {
    "council_2018": council_2018, "council_2023": council_2023, "trs": trs, "hanweb": hanweb, "wechat": wechat, "word": word,
    "wps": wps, "forum": forum, "portal_without_names": portal_without_names, "flat": flat, "fragment": fragment,
}  # fmt: skip
"""Pages that hold the article."""
