"""Tells what of a web page is no article: navigation, sharing, letter sizes, copyright, comments, related links."""

import re

from lxml.html import HtmlElement

_NEVER_TEXT_WORDS = """
    head script style noscript template iframe object embed applet svg canvas audio video map
    nav aside button select option datalist textarea input dialog title meta link base rt rp
"""
NEVER_TEXT = frozenset(_NEVER_TEXT_WORDS.split())
"""Elements whose content is no text of the page, or always goes round it."""

_FURNITURE_WORDS = """
    nav navbar navigation menu submenu breadcrumb breadcrumbs crumb crumbs position location share sharing
    bdshare jiathis sidebar footer foot copyright toolbar tools related recommend recommended comment comments
    pager pagination paging page-turn login search qrcode ewm fontsize print ad ads advert advertisement
    banner hot rank ranking tags popup fenxiang dianzan pinglun xiangguan tuijian daohang weizhi ditu
"""
FURNITURE = frozenset(_FURNITURE_WORDS.split())
"""Words in the class or id of an element that is no article."""

_ARTICLE_WORDS = """
    article content contents main text body detail details editor news wrap wrapper container page post story section
    relative absolute fixed
    zhengwen neirong xxgk wenzhang
"""
ARTICLE = frozenset(_ARTICLE_WORDS.split())
"""Words in the class or id that show that an element may hold the article all the same."""

WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)

PROSE = re.compile("[。；！？]")
"""What links of navigation do not hold."""

FEW_LINKS = 3
"""Links from which a block that is nothing but links is navigation."""

MOST_OF_BLOCK = 0.8
"""Share of a block's characters that stand in links, from which it is nothing but links."""

MOST_OF_PAGE = 0.3
"""Share of the page's characters that no furniture holds: a block that large is kept whatever its class says."""

LONGEST_CONTROL = 80
"""Characters of the longest line that can be a row of controls."""

_CONTROL_WORDS = """
    字号 字体 字体大小 大 中 小 打印 打印本页 打印本稿 关闭 关闭窗口 关闭本页 分享 分享到 分享至 微信 微博
    新浪微博 腾讯微博 朋友圈 QQ QQ空间 QQ好友 人人网 豆瓣 复制链接 扫一扫 扫一扫分享 收藏 加入收藏 设为首页 点赞
    在看 举报 我要纠错 返回顶部 返回首页 返回列表 回到顶部 阅读原文 上一篇 下一篇 上一条 下一条 上一页 下一页
    没有了 首页 网站地图 联系我们 关于我们 网站声明 隐私声明 无障碍浏览 长者版 登录 注册 朗读 听全文 手机版
    电脑版 阅读全文 展开全文 相关链接 相关新闻 相关阅读 相关文章 延伸阅读 热门推荐 推荐阅读 猜你喜欢 热门评论
    全部评论 发表评论 微信扫一扫 微信扫一扫关注该公众号 关注我们 扫码关注 A+ A-
"""
CONTROL = re.compile(
    r"(?:阅读|点赞|评论|转发|收藏|赞)\s*[(（]?\d+[)）]?|"
    + "|".join(re.escape(word) for word in sorted(_CONTROL_WORDS.split(), key=len, reverse=True)),
)
SEPARATORS = re.compile(r"[\s|｜·•:：,，、>》»/【】\[\]（）()+\-\d]*")
"""What may stand between controls; a line of controls and nothing else is dropped."""

PLACE = re.compile("(?:您|你)?(?:现在|当前|所在)*的?(?:所在)?位置(?:是|为)?[：:]")
COPYRIGHT = re.compile(
    r"(?:Copyright|版权所有|©|[京沪]ICP[备证]|公安备\s*\d|ICP备\s*\d|网站标识码|建议使用.{0,20}浏览器|技术支持[：:])",
    re.IGNORECASE,
)
IN_LINE = re.compile(
    r"[【\[（(]?\s*字\s*[号体](?:大小)?\s*[：:]?\s*[【\[（(]?\s*(?:[超特]?大|默认|标准|中|小|[\s|/、])+[】\]）)]?"
    r"|(?:浏览|阅读|点击|访问)(?:次数|量|数|人次)?[：:]\s*\d*\s*次?"
    r"|(?:【|\[)\s*(?:打印|关闭|收藏|分享|打印本页|关闭窗口)\s*(?:】|\])"
    r"|分享(?:到|至)?[：:](?:\s*(?:微信|微博|QQ空间|QQ|朋友圈|复制链接))*"
)
"""Controls within the line that dates an article and names its source."""
UNSPACED_CREDIT = re.compile(r"(?<=\S)(?<![“《（(])(?=(?:来源|作者|记者|发布时间|发布日期)[：:])")
"""Where a label follows without a blank: the page sets it apart by its style."""


def is_hidden(element: HtmlElement) -> bool:
    """Return whether an element is not shown. (``visibility`` does not count: pages that show themselves by script.)"""
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return style is not None and HIDDEN.search(style) is not None


def has_furniture_name(element: HtmlElement) -> bool:
    """Return whether class or id name a part of the page that is no article."""
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    if not named.strip() or len(named) > 1_000:
        return False
    words = {word.lower() for word in WORDS.findall(named)}
    return not words.isdisjoint(FURNITURE) and words.isdisjoint(ARTICLE)


def without_controls(line: str) -> str:
    """Return a line of the page without controls; "" for one that is nothing else."""
    if len(line) > LONGEST_CONTROL:
        return line
    rest, controls = CONTROL.subn("", line)
    if controls and SEPARATORS.fullmatch(rest):
        return ""
    if (PLACE.match(line) or COPYRIGHT.search(line)) and not PROSE.search(line):
        return ""
    return UNSPACED_CREDIT.sub(" ", IN_LINE.sub("", line)).strip()
