"""Web pages as the sites of districts, newspapers and accounts build them; every text is invented."""

GOVERNMENT = """<!DOCTYPE html><html><head><meta charset="utf-8">
<title>虹梅街道2022年重点工作安排_街道动态_某区人民政府</title>
<style>.x{color:red}</style>
<script>var a="<p>不该出现</p>";</script>
</head>
<body>
<div class="header"><ul class="nav"><li><a href="/">首页</a></li>
<li><a href="/zw">政务公开</a></li>
<li><a href="/fw">办事服务</a></li>
<li><a href="/hd">互动交流</a></li>
</ul>
<form><input value="搜索词"><button>搜索</button></form></div>
<div class="position">您现在的位置：<a href="/">首页</a> &gt; <a href="/jd">街道动态</a> &gt; 正文</div>
<div class="article"><h1 class="title">虹梅街道2022年重点工作安排</h1>
<div class="info"><span>发布时间：2022-01-18</span> <span>来源：虹梅街道办事处</span>
<span>字号：<a>大</a> <a>中</a> <a>小</a>
</span> <span>浏览次数：<i id="hits">231</i></span></div>
<div class="TRS_Editor"><style type="text/css">.TRS_Editor P{line-height:2}</style>
<p>　　2022年，虹梅街道将围绕“家门口”服务，抓好以下工作。</p>
<p><strong>一、民生保障</strong></p>
<p>　　（一）年内完成古井小区等<font>12</font>个小区加装电梯<b>30</b>台。</p>
<p>　　（二）6月底前建成社区食堂2家。<br>　　（三）新增停车位100个。</p>
<p><strong>二、任务分解</strong></p>
<table border="1"><tr><th>任务</th><th>目标</th><th>完成时限</th><th>责任单位</th></tr>
<tr><td>旧区改造</td><td>签约<br>1302户</td><td rowspan="2">9月底</td><td>城建中心</td></tr>
<tr><td>口袋公园</td><td>3个</td><td></td></tr>
</table>
<p style="display:none">隐藏的话</p>
<!-- 注释里的话 -->
<ol><li>推进垃圾分类。</li>
<li>推进河道整治。</li>
</ol>
<p align="right">虹梅街道办事处</p>
<p align="right">2022年1月10日</p>
</div>
<div class="share">分享到：<a>微信</a><a>微博</a></div>
<div class="fn"><a>打印本页</a> <a>关闭窗口</a></div>
<div class="related"><h3>相关链接</h3><ul><li><a href="1">田林街道召开座谈会</a></li>
<li><a href="2">2021年长桥街道工作总结</a></li>
</ul>
</div>
</div>
<div class="footer"><p>主办：某区人民政府 版权所有 沪ICP备00000000号</p>
<p>网站地图 | 联系我们</p>
</div>
</body></html>"""
NEWSPAPER = """<html><head><meta charset="gbk"><title>人民城市基层管理者细说2022</title></head>
<body><header><a>上观</a><a>登录</a></header><nav><a>政情</a><a>财经</a><a>区情</a></nav>
<main><div id="content"><div class="wz_contents"><div class="wz_title">基层管理者细说2022</div>
<div class="fenxiang_zan"><span>2022-01-05 06:31:00</span><span>来源：某日报</span><span>作者：王小明</span>
</div>
<div id="newscontents"><p>新的一年，三个街道怎么干？</p>
<p>〔田林街道〕</p>
<p>把公园还给居民</p>
<p>〔关键词：绿〕</p>
<p>■徐汇区田林街道党工委书记 赵一</p>
<p>2022年，田林街道计划新建口袋公园5座，上半年开放2座。</p>
<p>“新年祝福：愿田林四季有花。”</p>
<p>〔长桥街道〕</p>
<p>让老房子不漏水</p>
<p>长桥街道力争完成15万平方米屋面修缮。</p>
<p><img src="a.jpg"></p>
<p>图片说明：工人正在修缮屋面。</p>
</div>
<div class="zan">点赞 12</div>
</div>
<aside><h4>热门推荐</h4><ul><li><a>别的新闻一</a></li>
<li><a>别的新闻二</a></li>
</ul>
</aside></div>
</main>
<section class="comments"><h3>评论</h3><p>网友：写得好！</p>
</section>
<footer>Copyright © 2022 某日报社</footer></body></html>"""
WECHAT = """<html>
<head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<meta property="og:title" content="天平街道：2022这么干"></head>
<body id="activity-detail"><div id="js_article"><div id="img-content">
<h1 class="rich_media_title" id="activity-name">
天平街道：2022这么干</h1>
<div id="meta_content"><span class="rich_media_meta">天平发布</span><em
id="publish_time">2022-01-09 10:00</em>
</div>
<div class="rich_media_content" id="js_content" style="visibility: hidden; opacity: 0;"><section>
<section style="display:inline-block"><p><span>1</span></p>
</section>
<section><span style="font-size:20px"><strong>更宜居</strong></span></section>
</section>
<section><section><p><span>天平街道计划于</span><span>6月底前</span><span>完成8条弄堂的</span><span>美化。</span></p>
</section>
</section>
<p><span><br>
</span></p>
<section><span>全年新增微花园10处。</span></section>
<p>2022年，</p>
<p>我们一起向未来。</p>
<p>编辑：小张</p>
</div>
</div>
</div>
<div class="rich_media_tool" id="js_toobar3"><a>阅读原文</a><span>阅读 100</span><span>在看</span></div>
<div id="js_pc_qr_code">微信扫一扫关注该公众号</div>
<script>var x=1</script>
</body></html>"""
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<meta http-equiv=Content-Type content="text/html; charset=gb2312"><style>
<!-- p.MsoNormal{margin:0} --></style>
<!--[if gte mso 9]><xml><o:x>不要</o:x></xml><![endif]--></head>
<body lang=ZH-CN><div class=WordSection1><p class=MsoNormal align=center><b>
<span style='font-size:22pt'>凌云街道<span lang=EN-US>2022</span>年工作计划<o:p></o:p></span></b></p>
<p class=MsoNormal style='text-indent:2em'><span>一、提升<span lang=EN-US>15</span>分钟<br>
生活圈<o:p></o:p></span></p>
<h2>二、平安建设</h2>
<p class=MsoListParagraph><![if !supportLists]><span>1.<span style='font:7pt'>&nbsp;&nbsp; </span>
</span>
<![endif]>安装智能烟感<span lang=EN-US>2000</span>个。</p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<table class=MsoTableGrid><tr><td><p class=MsoNormal>任务</p>
</td><td><p class=MsoNormal>时限</p>
</td></tr>
<tr><td><p class=MsoNormal>加梯</p>
<p class=MsoNormal>30台</p>
</td><td><p class=MsoNormal>12月底</p>
</td></tr>
</table></div>
</body></html>"""
ONE_DIV = """<html><body><div>龙华街道2022年工作要点<br>
<br>　　一、总体要求<br>　　坚持以人民为中心，全年完成加梯40台。
<br>　　二、重点任务<br>　　1、年底前建成图书馆1座；<br>　　2、开展月月有演出。<br>
<br>龙华街道办事处<br>2022年1月5日</div>
</body></html>"""
LAYOUT_TABLES = """<html><body><table width=980><tr><td colspan=2><a href=1>首页</a>|<a href=2>新闻</a>
</td></tr>
<tr><td width=200><table><tr><td><a href=3>机构设置</a></td></tr>
<tr><td><a href=4>政策文件</a></td></tr>
</table></td><td><table><tr><td align=center>枫林街道2022年实事项目</td></tr>
<tr><td><p>枫林街道将建设老年助餐点6个。</p>
<p>9月前完成。</p>
<table border=1><tr><td>项目</td><td>数量</td></tr>
<tr><td>助餐点</td><td>6个</td></tr>
</table></td></tr>
</table></td></tr>
</table></body></html>"""
