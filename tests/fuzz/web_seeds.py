"""Sound web pages of the kinds that offices save to disk."""

from __future__ import annotations

_HEAD = (
    '<!DOCTYPE html><html lang="zh"><head><meta charset="{}"><title>云溪镇山塘管理办法_云溪镇人民政府</title>'
    '<meta name="ArticleTitle" content="云溪镇山塘管理办法"><meta name="PubDate" content="2024-03-05 09:00">'
    '<style>p{{text-indent:2em}}</style><script>var a="<p>不是正文</p>";if(a<1&&2>1){{}}</script></head>'
)
_CHROME = (
    '<div class="top"><a href="/">首页</a> | <a href="/zw">政务公开</a></div><div class="nav"><ul><li>机构</li>'
    "<li>公开</li></ul></div>"
    '<div class="location">当前位置：首页 &gt; 政务公开 &gt; 文件</div>'
)
_TOOLS = (
    '<div class="tools">字号：[<a onclick="f(1)">大</a> <a>中</a> <a>小</a>] 打印 关闭 分享到：<span>微信</span></div>'
    '<div class="qr"><img src="q.png" alt="扫一扫">扫一扫在手机打开当前页</div>'
)
_META = (
    "<table class='info'><tr><td>索引号</td><td>0001/2024-0003</td><td>发文机关</td><td>云溪镇人民政府</td></tr>"
    "<tr><td>文　号</td><td>云政〔2024〕3号</td><td>成文日期</td><td>2024年3月5日</td></tr></table>"
)
_ARTICLE = (
    '<div id="UCAP-CONTENT" class="TRS_Editor"><h1 style="text-align:center">云溪镇山塘管理办法</h1>'
    "<p align=center>（2024年3月5日）</p><p>　　第一章&emsp;总　则</p><p>"
    "<strong>第一条</strong>　为了管好山塘，制定本办法。</p>"
    "<p>　　第二条&nbsp;&nbsp;山塘分为<u>三类</u>：<br>　　（一）大的；<br/>　　（二）中的；<br>　　（三）小的。</p>"
    '<ol><li>登记</li><li value="5">公示<ul><li>张榜</li></ul></li></ol>'
    "<table border=1><thead><tr><th colspan=2>表头</th><th>数</th></tr></thead><tbody><tr><td rowspan=2>东</td>"
    "<td>甲</td><td>1</td></tr>"
    "<tr><td>乙</td><td>2</td></tr></tbody></table>"
    "<p>10<sup>4</sup>立方米，H<sub>2</sub>O，<ruby>塘<rt>táng</rt></ruby></p>"
    '<p style="display:none">看不见</p><!-- 注释 --><pre>  原样\n  两行</pre><p>'
    '<a href="javascript:f()">链接的字</a><img src="data:image/png;base64,iVBORw0KGgo=" alt="堤岸"></p>'
    '<p style="text-align:right">云溪镇人民政府</p></div>'
)
_FOOT = (
    '<div class="related"><h3>相关报道</h3><ul><li><a href="1.html">另一篇</a></li></ul></div>'
    '<div class="footer">版权所有 主办单位：'
    "云溪镇人民政府 ICP备00000000号</div><noscript>请打开脚本</noscript><iframe src='http://example.invalid/'></iframe>"
)
_WORD = (
    '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"><head>'
    "<meta http-equiv=Content-Type content='text/html; charset={}'><!--[if gte mso 9]><xml><w:WordDocument/>"
    "</xml><![endif]--></head>"
    "<body lang=ZH-CN><div class=Section1><p class=MsoTitle align=center>关于值班的通知</p>"
    "<p class=MsoNormal style='mso-list:l0 level1 lfo1'>"
    "<![if !supportLists]><span style='mso-list:Ignore'>一、<span>&nbsp;</span></span><![endif]>早安排<o:p></o:p></p>"
    "<p class=MsoNormal><del>删去</del><ins>加上</ins>各村：<span style='display:none;mso-hide:all'>看不见</span></p>"
    "<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText>脚注</p></div></div></body></html>"
)
_SHORT = "<html><head><meta charset={}></head><body>一、甲<br>二、乙<p>三、丙<p>四、丁</body></html>"

SEEDS = (
    _HEAD + f"<body>{_CHROME}{_META}{_TOOLS}{_ARTICLE}{_FOOT}</body></html>",
    _HEAD + f"<body><table><tr><td>{_CHROME}</td></tr><tr><td>{_ARTICLE}</td></tr><tr><td>{_FOOT}</td></tr></table>"
    f"</body></html>",
    _HEAD + f"<body><article>{_ARTICLE}</article></body></html>",
    _WORD,
    _SHORT,
)
"""Pages with a hole for the name of their encoding."""

MAIL = (
    "From: <Saved by Browser>\r\nSubject: =?utf-8?Q?=E5=8A=9E=E6=B3=95?=\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----=_Part"\r\n\r\n------=_Part\r\n'
    "Content-Type: text/html; charset={charset}\r\nContent-Transfer-Encoding: {transfer}\r\nContent-Location: "
    "http://example.invalid/a.html"
    "\r\n\r\n{page}\r\n------=_Part\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: "
    "base64\r\nContent-Location: q.png\r\n\r\n"
    "iVBORw0KGgo=\r\n------=_Part--\r\n"
)
