"""Plans of seven 街道 in three districts and two years, and how tables of them are compared."""

import pandas as pd

DISTRICTS = {
    "徐汇区": ("天平路街道", "田林街道", "徐家汇街道"), "静安区": ("江宁路街道", "曹家渡街道", "彭浦镇"),
    "黄浦区": ("打浦桥街道", "半淞园路街道"),
}  # fmt: skip
PLAN = (
    "{street}{year}年工作计划\n\n一、旧区改造\n1月底前完成第一轮意见征询，旧改签约{number}户。上半年新增托位{number}个，"
    "服务{number}个家庭。\n\n二、养老服务\n全年走访困难老人{number}户，每月开展义诊。{month}月底前建成助餐点2个。"
    "为老人和儿童开办课堂。加强垃圾分类。\n"
)
TWO_YEARS = (
    "〔田林街道〕\n田林街道2021年工作计划\n3月底前新建口袋公园2座。\n\n"
    "〔彭浦镇〕\n彭浦镇2022年工作计划\n6月底前加装电梯12台，惠及老人。\n"
)


def same(first: pd.DataFrame, second: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(first.reset_index(drop=True), second.reset_index(drop=True), check_dtype=False)
