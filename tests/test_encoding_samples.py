"""Thousands of made samples of text through the guess of the encoding: exact, or refused, hardly ever wrong.

    YANDU_SAMPLES=20000 python -m pytest -s tests/test_encoding_samples.py

Five kinds of text (running text, words of a dictionary, lists of names, tables of figures, Latin text with a few
Chinese words) in nine encodings, 4 to 400 characters. The samples are the same every time.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import jieba

from generator.readers.encoding import decode

COUNT = int(os.environ.get("YANDU_SAMPLES", "2000"))
ENCODINGS = ("utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16-le", "utf-16-be", "le+bom", "be+bom", "big5")
BARE = {"le+bom": "utf-16-le", "be+bom": "utf-16-be"}
PLAIN = ("行文", "词语", "名单")
"""Kinds that are plain Chinese."""
FOUR_BYTES = "㐀㐁㑇㑊䶮䶵𠀀𠮷𡎚𣲘𤧛𨭎"
"""Characters that are four bytes long in GB 18030."""

WHO = "县里的工作专班|各乡镇街道|村两委和驻村干部|区应急局|联合检查组|项目承办单位|老支书|社区网格员|窗口的同志"
HOW = "连夜|逐户|按照分工|抢抓晴好天气|在月底前|会同有关部门|带头|分三批|耐着性子|本着节俭的原则"
WHAT = (
    "摸清了低洼院落的排水情况|把二百余件来信都回了|修好了通往后山的机耕路|核对家底并张榜公布|补签了三方协议|"
    "讨论了今年的用水办法|清退占道的摊棚|重新编排了值班表|听取渔民对禁渔期的想法|把账目晒在村口的墙上"
)
LINKS = "，|，|；|。|。\n|。\n　　|：|、同时|，并且|，目前|。其中，"
ORDINALS = "一、|（二）|第三条　|3.|④||||"
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗"
GIVEN = "伟芳娜敏静丽强磊洋艳勇军杰娟涛明超霞平刚桂英文建国志华玉兰秀梅红晓燕春波宁琳浩宇轩梓涵婷雪颖昊然俊淼垚鑫喆"
HEADINGS = "年份|户数|人口|面积（亩）|投资（万元）|完成率|合计|序号|单位|备注|同比增减|上年数"
LATIN = (
    "Windows 10|Office 2016|IP: 192.168.1.1|http://example.com/a/b?id=3|user_name|version 2.0.1|README|ISO 9001|"
    "Tel: 010-66668888|the quick brown fox|OK|A4 paper|GB/T 9704-2012|config.ini|2024-03-05 09:30|"
    "error code 0x80070005|int main(void) { return 0; }|<b>bold</b>|50%|C:\\Users\\Public"
)
CHINESE = "操作手册|安装说明|系统更新记录|联系电话|打印机设置|网络故障排查|使用单位|接口文档|帐号与口令|会议室预订"
# Pairs of a simplified character and its traditional form, enough to make most words of the dictionary traditional.
PAIRS = (
    "万萬与與专專业業东東两兩严嚴个個丰豐临臨为為举舉义義乐樂习習乡鄉书書买買乱亂争爭产產亲親亿億仅僅从從仓倉仪儀们們价價众眾优優会會伟偉传傳伤傷"
    "体體余餘俭儉债債倾傾储儲儿兒党黨兰蘭关關兴興养養内內册冊写寫军軍农農冯馮决決况況净淨准準凤鳳击擊划劃刘劉则則刚剛创創删刪别別刹剎剂劑剑劍剧劇"
    "劝勸办辦务務动動励勵劳勞势勢区區医醫华華协協单單卖賣卢盧卫衛厂廠厅廳历歷压壓县縣参參双雙发發变變叠疊号號叹嘆后後吓嚇吕呂吗嗎听聽启啟吴吳员員"
    "响響哑啞问問喷噴团團园園围圍国國图圖圆圓圣聖场場坏壞块塊坚堅坛壇坝壩垒壘备備复復够夠头頭夹夾夺奪奋奮奖獎妆妝妇婦妈媽娇嬌孙孫学學宁寧宝寶实實"
    "宠寵审審宪憲宫宮宽寬宾賓对對寻尋导導寿壽将將尔爾尘塵尝嘗层層属屬岁歲岛島岭嶺岗崗币幣师師带帶帮幫干幹并並广廣庄莊庆慶库庫应應庙廟废廢开開异異"
    "弃棄张張弥彌弯彎弹彈强強归歸录錄彻徹径徑态態总總恋戀恒恆恳懇恶惡恼惱惊驚惧懼惨慘惩懲惯慣愤憤愿願戏戲战戰户戶扑撲执執扩擴扫掃扬揚扰擾抚撫抢搶"
    "护護报報担擔拟擬拥擁拨撥择擇挂掛挡擋挤擠挥揮损損换換据據捡撿掷擲揽攬搁擱携攜摄攝摆擺摇搖撑撐敌敵数數断斷无無旧舊时時显顯晓曉晒曬权權条條来來"
    "杨楊极極构構枪槍柜櫃标標栋棟栏欄树樹样樣档檔桥橋检檢楼樓欢歡欧歐歼殲残殘毁毀毕畢气氣汇匯汉漢沟溝没沒济濟浅淺测測浓濃涛濤润潤涨漲渊淵渐漸温溫"
    "湾灣湿濕满滿滚滾滨濱潜潛灭滅灯燈灵靈灾災炉爐点點炼煉烂爛烟煙烦煩烧燒热熱爱愛爷爺状狀独獨狭狹猎獵玛瑪环環现現电電画畫畅暢疗療疯瘋盐鹽监監盖蓋盘盤"
    "码碼确確礼禮祸禍离離种種积積称稱稳穩穷窮窃竊竞競笔筆筑築签簽简簡粮糧紧緊纠糾红紅约約级級纪紀纯純纲綱纳納纵縱纷紛纸紙线線练練组組细細织織终終"
    "绍紹经經结結给給络絡统統继繼绩績续續维維绿綠编編缘緣缩縮网網罗羅罚罰罢罷职職联聯肃肅胜勝脑腦脚腳脱脫脸臉艰艱艺藝节節芦蘆苏蘇荣榮药藥获獲"
    "营營虑慮虽雖补補装裝见見观觀规規视視览覽觉覺触觸计計订訂认認讨讨让讓训訓议議讯訊记記讲講许許论論设設访訪证證评評识識诉訴词詞译譯试試诗詩诚誠"
    "话話该該详詳语語误誤说說请請诸諸读讀课課谁誰调調谈談谋謀谓謂谢謝谱譜贝貝负負财財责責败敗货貨质質贫貧购購贯貫贵貴贷貸费費资資赏賞赖賴赛賽"
    "赵趙趋趨践踐车車轨軌转轉轮輪软軟轻輕载載较較输輸边邊达達过過运運还還这這进進远遠违違连連迟遲适適选選递遞遗遺邓鄧邮郵郑鄭酱醬释釋里裡钟鐘钢鋼"
    "钱錢铁鐵铜銅银銀铺鋪链鏈销銷锁鎖错錯锦錦镇鎮长長门門闭閉问問闲閒间間闻聞阅閱队隊阳陽阴陰阵陣阶階际際陆陸陈陳险險随隨隐隱难難雾霧静靜韩韓页頁"
    "顶頂项項顺順须須顾顧顿頓预預领領频頻题題额額风風飞飛饭飯饮飲饰飾馆館马馬驱驅驻駐驾駕验驗骗騙鱼魚鲁魯鲜鮮鸟鳥鸡雞麦麥黄黃齐齊齿齒龙龍龟龜"
)
TRADITIONAL = str.maketrans(PAIRS[::2], PAIRS[1::2])


@dataclass(frozen=True, slots=True)
class Sample:
    kind: str
    codec: str
    text: str

    @property
    def data(self) -> bytes:
        mark = "\ufeff" if self.codec in BARE else ""
        return (mark + self.text).encode(BARE.get(self.codec, self.codec))


@dataclass(frozen=True, slots=True)
class Tried:
    sample: Sample
    got: str | None

    @property
    def exact(self) -> bool:
        return self.got == self.sample.text

    @property
    def silent(self) -> bool:
        """Read wrongly, and nobody was told."""
        return self.got is not None and not self.exact


@cache
def dictionary() -> tuple[str, ...]:
    """The words of jieba's dictionary, the rare ones too."""
    file = Path(jieba.__file__).with_name("dict.txt")
    return tuple(row.split(" ")[0] for row in file.read_text(encoding="utf-8").splitlines())


def running_text(chance: random.Random) -> Iterator[str]:
    yield chance.choice(ORDINALS.split("|"))
    while True:
        for parts in (WHO, HOW, WHAT, LINKS):
            yield chance.choice(parts.split("|"))


def words(chance: random.Random) -> Iterator[str]:
    while True:
        yield chance.choice(dictionary()) + chance.choice(("", "", "的", "、", "、", "，", "\n", "和", "　"))


def names(chance: random.Random) -> Iterator[str]:
    while True:
        given = "".join(chance.choices(GIVEN, k=chance.choice((1, 2, 2))))
        yield chance.choice(SURNAMES) + given + chance.choice(("、", "、", "　", "  ", "\n", "（女）"))


def figures(chance: random.Random) -> Iterator[str]:
    yield "\t".join(chance.sample(HEADINGS.split("|"), 5))
    while True:
        figure = chance.choice(
            (f"{chance.random() * 100:.2f}%", f"{chance.randrange(10**5):,}", f"{chance.random():.3f}")
        )
        yield chance.choice(("\t", "\t", "  ", "\n" + chance.choice(WHO.split("|")) + "\t")) + figure


def latin(chance: random.Random) -> Iterator[str]:
    while True:
        yield chance.choice((CHINESE if chance.random() < 0.25 else LATIN).split("|"))
        yield chance.choice((" ", " ", ", ", "\n", "：", "（"))


KINDS: dict[str, Callable[[random.Random], Iterator[str]]] = {
    "行文": running_text,
    "词语": words,
    "名单": names,
    "数字": figures,
    "西文": latin,
}


def sample(kind: str, codec: str, chance: random.Random) -> Sample:
    """A text of 4 to 400 characters, as many short ones as long ones, only with characters that the codec knows."""
    length = chance.choice((chance.randint(4, 24), chance.randint(16, 400)))
    text = ""
    for part in KINDS[kind](chance):
        text += known(part, codec)
        if len(text) >= length:
            break
    text = text[:length].strip()
    if codec == "gb18030":
        place = chance.randint(0, len(text))
        text = text[:place] + chance.choice(FOUR_BYTES) + text[place:]
    return Sample(kind, codec, text)


def known(text: str, codec: str) -> str:
    """The text, traditional for Big5, without what the codec cannot write."""
    text = text.translate(TRADITIONAL) if codec == "big5" else text
    return text.encode(codec, "ignore").decode(codec) if codec in ("gbk", "big5") else text


def samples(count: int) -> Iterator[Sample]:
    chance = random.Random(20240305)
    for number in range(count):
        codec = ENCODINGS[number % len(ENCODINGS)]
        yield sample(chance.choice(tuple(KINDS)), codec, chance)


def tried(count: int) -> list[Tried]:
    return [Tried(one, decode(one.data, "甲.txt")[0]) for one in samples(count)]


def table(results: list[Tried]) -> str:
    """Samples, exact ones, refused ones, silently wrong ones, by encoding and by kind."""
    seen: dict[str, Counter[str]] = {}
    for one in results:
        verdict = "exact" if one.exact else "silent" if one.silent else "refused"
        for row in (one.sample.codec, one.sample.kind, "all"):
            seen.setdefault(row, Counter()).update(("samples", verdict))
    heads = ("samples", "exact", "refused", "silent")
    rows = (f"{row:10}" + "".join(f"{seen[row][head]:9}" for head in heads) for row in (*ENCODINGS, *KINDS, "all"))
    return "\n".join((" " * 10 + "".join(f"{head:>9}" for head in heads), *rows))


def test_999_of_1000_samples_are_exact_and_no_plain_chinese_is_read_wrongly() -> None:
    results = [one for one in tried(COUNT) if len(one.sample.text) >= 8]
    print("\n" + table(results))
    wrong = [one for one in results if not one.exact]
    assert len(wrong) <= 0.001 * len(results), wrong[:5]
    assert not [one for one in wrong if one.silent and len(one.sample.text) >= 16 and one.sample.kind in PLAIN]
