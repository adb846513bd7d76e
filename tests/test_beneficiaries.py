"""Beneficiaries: whom a commitment serves."""

import pickle
from pathlib import Path

import pytest

from dashboard.extraction.beneficiaries import find_beneficiaries, find_beneficiary_mentions, load_beneficiaries
from dashboard.lexicon.csv_file import LexiconError
from dashboard.paths import LEXICON

RULES = load_beneficiaries(LEXICON / "beneficiaries.toml")


@pytest.mark.parametrize(("text", "groups"), [
    ("为82岁独居的爷叔装上燃气报警器，老人放心", ["老人"]),
    ("2021年要将儿童友好社区再全面提升", ["儿童"]),
    ("帮助17名待业青年找到工作", ["青年", "就业人群"]),
    ("升级阳光馨园，服务好智障、残疾人群", ["残疾人"]),
    ("年关前走访困难家庭93户", ["困难群体"]),
    ("两癌筛查覆盖3000名妇女", ["妇女"]),
    ("为优秀退役军人颁奖", ["退役军人"]),
    ("为外卖小哥新建歇脚点6个", ["新就业群体"]),
    ("辐射企业白领的学习需求", ["白领"]),
    ("走访企业500家次", ["企业"]),
    ("给38名老党员送上贺卡", ["党员"]),
    ("5月底完成第二轮征询", ["动迁居民"]),
    ("关爱一老一小", ["老人", "儿童"]),
    ("完成架空线入地2.3公里", []),
])
def test_groups_are_named_in_the_order_of_the_rules(text: str, groups: list[str]) -> None:
    assert find_beneficiaries(text, RULES) == groups


@pytest.mark.parametrize("text", ["老城区更新", "老字号品牌", "居民区党组织", "市民文化中心开放", "招录大学生"])
def test_lookalikes_name_neither_the_old_nor_children_nor_everyone(text: str) -> None:
    assert not {"老人", "儿童", "全体居民"} & set(find_beneficiaries(text, RULES))


def test_everyone_counts_only_where_no_other_group_is_named() -> None:
    assert find_beneficiaries("满足社区居民需求", RULES) == ["全体居民"]
    assert find_beneficiaries("满足社区居民特别是老年人需求", RULES) == ["老人"]


def test_mentions_slice_back_to_their_terms() -> None:
    text = "让孩子和独居老人都有去处"
    found = find_beneficiary_mentions(text, RULES)
    assert [text[m.start:m.end] for m in found] == [m.term for m in found] == ["孩子", "独居老人"]


def test_rules_can_be_sent_to_another_process() -> None:
    assert find_beneficiaries("老人", pickle.loads(pickle.dumps(RULES))) == ["老人"]


def test_a_mistake_is_named_with_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "beneficiaries.toml"
    path.write_text('beneficiaries = ["老人"]\n["老人".terms]\n"长者" = "x"\n', encoding="utf-8")
    with pytest.raises(LexiconError, match=r"^beneficiaries\.toml, line 3: .*长者"):
        load_beneficiaries(path)
