"""Web archives give the text of the page they hold."""

from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.reading.document import Source
from dashboard.reading.document_text import UnreadableDocument
from dashboard.reading.formats import read_text
from tests.fuzzing import examples

PAGE = "<html><body><h1>田林街道2022年计划</h1><p>6月底前建成食堂2家，<b>加梯</b>30台。</p></body></html>"
TEXT = "田林街道2022年计划\n6月底前建成食堂2家，加梯30台。"


def archive(page: str, charset: str, encoding: str) -> bytes:
    whole = EmailMessage()
    whole["From"], whole["Subject"] = "<Saved by a browser>", "田林街道"
    whole.set_content(page, subtype="html", charset=charset, cte=encoding)
    whole.add_related(b"\x89PNG", maintype="image", subtype="png", cid="<picture>")
    return whole.as_bytes()


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "big5"])
def test_a_page_is_read_in_every_transfer_encoding_and_charset(charset: str, encoding: str) -> None:
    words = "田林街道計劃完成工程，預計年底開放。" if charset == "big5" else "田林街道计划完成工程，预计年底开放。"
    assert read_text(Source("页.mht", archive(f"<p>{words}</p>", charset, encoding))).text == words


def test_the_first_page_that_shows_text_is_read() -> None:
    whole = MIMEMultipart("related")
    whole.attach(MIMEText("<frameset><frame src='a'></frameset>", "html", "utf-8"))
    whole.attach(MIMEText(PAGE, "html", "utf-8"))
    whole.attach(MIMEText("<p>广告。</p>", "html", "utf-8"))
    assert read_text(Source("页.mhtml", whole.as_bytes())).text == TEXT


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG nothing like a mail",
        "古美路街道。".encode(),
        b'Content-Type: multipart/related; boundary="a"\n\n--a\nContent-Type: image/png\n\nx\n--a--\n',
        b"Content-Type: message/rfc822\n\n" * 5_000,
        b"".join(b'Content-Type: multipart/related; boundary="%d"\n\n--%d\n' % (i, i) for i in range(5_000)),
    ],
)
def test_what_holds_no_page_is_named(content: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="网页"):
        read_text(Source("页.mht", content))


@given(st.data())
@settings(max_examples=examples(150))
def test_a_damaged_archive_is_read_or_named(data: st.DataObject) -> None:
    content = bytearray(archive(PAGE, "utf-8", "base64"))
    for _ in range(data.draw(st.integers(1, 12))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        read_text(Source("页.mht", bytes(content)))
    except UnreadableDocument as error:
        assert str(error)
