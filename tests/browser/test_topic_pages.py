"""Topic pages in a real browser: menus, counts over several pages, addresses, the picture, and all of it unscripted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from generator import config, pipeline
from generator.pages import topic
from tests.conftest import ROOT, served

RULES = "纪律建设暂行规定"
PLAN = "纪律教育工作方案"
HOSTILE = '<img src=x onerror="document.title=1">纪律&amp;处分]](x) 管理办法'
HITS = "p.y-hit:visible"


def articles(title: str, date: str, number: int, words: str) -> str:
    body = "\n".join(f"第{n}条　{words}" for n in range(1, number + 1))
    return f"{title}\n（{date}）\n{body}\n"


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site whose topic 纪律 takes two pages: 150 articles of 2023, 90 of 2024, one more, and three titles."""
    top = tmp_path_factory.mktemp("topics")
    content = top / "content"
    content.mkdir()
    discipline = "严明纪律，凡有违纪的，给予纪律处分，并按规定问责。"
    inspection = "用好巡视巡察，严明纪律，违纪必究。"
    (content / "a.txt").write_text(articles(RULES, "2023年5月6日", 150, discipline), encoding="utf-8")
    (content / "b.txt").write_text(articles(PLAN, "2024年3月2日", 90, inspection), encoding="utf-8")
    (content / "c.txt").write_text(articles(HOSTILE, "2022年1月1日", 1, discipline), encoding="utf-8")
    site, _ = config.load(ROOT / "mkdocs.yml", content=content, build=top / "build")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(topic, "SECTIONS", 200)
        outcome = pipeline.build(site)
    assert outcome.published, outcome.diagnostics
    with served(top / "build" / "site") as address:
        yield address


@pytest.fixture(scope="module")
def small(sample: Path) -> Iterator[str]:
    with served(sample / "site") as address:
        yield address


def options(page: Page, name: str) -> list[str]:
    return page.locator(f"select[name={name}] option").all_inner_texts()


def test_menus_tell_the_numbers_of_the_whole_list(page: Page, large: str) -> None:
    page.goto(f"{large}topics/jilv/")
    assert options(page, "year") == ["全部", "2024 年（91）", "2023 年（151）", "2022 年（2）"]
    assert "巡视巡察（90）" in options(page, "part")
    assert page.locator(HITS).count() == 200
    expect(page.get_by_role("status")).to_be_empty()


def test_the_room_kept_is_that_of_the_menus(page: Page, large: str, small: str) -> None:
    """Neither a gap below them, nor a jump: as many as are announced, in as many rows as are kept free."""
    page.set_viewport_size({"width": 390, "height": 844})
    for address in (f"{large}topics/jilv/", f"{large}topics/dangxing/", f"{small}topics/zuzhi/"):
        page.goto(address)
        if not page.locator("[data-topic-menus]").count():
            continue
        page.wait_for_load_state("networkidle")
        place = page.locator("[data-topic-menus]")
        shown = page.locator(".y-filter").count()
        assert place.get_attribute("data-topic-menus") == str(shown)
        rows = (shown + 1) // 2
        height = place.evaluate("e => e.getBoundingClientRect().height")
        assert 74 * rows <= height <= 88 * rows, address


def test_a_choice_hides_the_rest_and_says_what_is_on_other_pages(page: Page, large: str) -> None:
    page.goto(f"{large}topics/jilv/")
    page.get_by_label("年份").select_option("2023")
    here = page.locator(HITS).count()
    assert page.locator(HITS).evaluate_all("all => all.every(e => e.dataset.year === '2023')")
    status = page.get_by_role("status")
    expect(status).to_contain_text(f"全部 244 节中，符合的有 151 节：本页 {here} 节")
    other = status.get_by_role("link")
    assert 0 < here < 151 and other.inner_text() == f"第 2 页 {151 - here} 节"
    assert page.locator("h2:visible").count() == 1
    assert page.get_by_label("年份").evaluate("e => e === document.activeElement")
    other.click()
    page.wait_for_url(f"{large}topics/jilv-2/?year=2023")
    assert page.locator(HITS).count() == 151 - here
    page.get_by_role("link", name="上一页").click()
    page.wait_for_url(f"{large}topics/jilv/?year=2023")
    assert page.locator(HITS).count() == here


def test_a_choice_leads_to_the_page_that_has_it(page: Page, large: str) -> None:
    page.goto(f"{large}topics/jilv/")
    page.get_by_label("年份").select_option("2022")
    page.wait_for_url(f"{large}topics/jilv-2/?year=2022")
    expect(page.locator(HITS)).to_have_count(2)


def test_choices_combine_and_what_remains_is_counted(page: Page, large: str) -> None:
    page.goto(f"{large}topics/jilv/")
    page.get_by_label("分支").select_option("巡视巡察")
    assert options(page, "year") == ["全部", "2024 年（90）"]
    page.get_by_label("年份").select_option("2024")
    page.goto(f"{large}topics/jilv/?year=2023&part=巡视巡察")
    assert page.locator(HITS).count() == 0
    expect(page.get_by_role("status")).to_contain_text("符合的有 0 节")
    page.get_by_role("button", name="看全部").click()
    assert page.url == f"{large}topics/jilv/"
    assert page.locator(HITS).count() == 200


def test_back_and_shared_links_work(page: Page, small: str) -> None:
    page.goto(f"{small}topics/zuofeng/")
    every = page.locator(HITS).count()
    page.get_by_label("类型").select_option("讲话")
    some = page.locator(HITS).count()
    assert 0 < some < every
    assert "kind=" in page.url
    shared = page.url
    page.go_back()
    assert page.locator(HITS).count() == every
    assert page.get_by_label("类型").input_value() == ""
    page.goto(shared)
    assert page.locator(HITS).count() == some
    assert page.get_by_label("类型").input_value() == "讲话"


def test_reasons_open_on_demand_and_add_up(page: Page, small: str) -> None:
    page.goto(f"{small}topics/zuofeng/")
    first = page.locator("details.y-reason").first
    assert not first.locator("li").first.is_visible()
    first.locator("summary").click()
    *lines, sum_of_all = first.locator("li").all_inner_texts()
    assert lines and all("出现" in line and line.endswith("分") for line in lines)
    total = sum(float(line.rsplit("，", 1)[1].split()[0]) for line in lines)
    assert sum_of_all == f"共 {f'{total:.2f}'.rstrip('0').rstrip('.')} 分"
    assert lines[0].split("”")[0].strip("“") in first.locator("summary").inner_text()


def test_without_scripts_everything_is_listed(browser: Browser, small: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{small}topics/zuofeng/?kind=讲话")
    kinds = {hit.get_attribute("data-kind") for hit in page.locator(HITS).all()}
    assert len(kinds) > 1
    assert not page.locator("select").count()
    page.goto(f"{small}topics/")
    assert page.locator(".y-matrix a").count() > 20
    context.close()


def test_every_square_leads_to_the_documents_sections(page: Page, small: str) -> None:
    page.goto(f"{small}topics/")
    squares = page.locator(".y-matrix a:has(.y-matrix-box)")
    targets = squares.evaluate_all("all => all.map(a => [a.href.baseVal, a.getAttribute('aria-label')])")
    assert len(targets) > 20
    checked = 0
    for address, words in targets[:: max(1, len(targets) // 8)]:
        page.goto(f"{small}topics/{address}")
        group = page.locator(f'[id="{address.partition("#")[2]}"]')
        number = words.rsplit(" ", 2)[1]
        assert f"（共 {number}\N{NO-BREAK SPACE}节）" in group.inner_text()
        checked += 1
    assert checked >= 8


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_the_picture_can_be_read_and_hit(page: Page, small: str, width: int, scheme: str) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{small}topics/")
    page.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    fields = page.locator(".y-matrix a:has(.y-matrix-box) .y-matrix-area")
    sizes = fields.evaluate_all(
        "all => all.map(e => [e.getBoundingClientRect().width, e.getBoundingClientRect().height])"
    )
    assert min(min(size) for size in sizes) >= 44
    ratios = page.evaluate(CONTRASTS)
    assert min(ratios) >= 4.5
    boxes = page.locator(".y-matrix-box").evaluate_all("all => all.map(e => Number(e.getAttribute('width')))")
    counts = [int(text) for text in page.locator(".y-matrix-count").all_text_contents()]
    assert [size for _, size in sorted(zip(counts, boxes, strict=True))] == sorted(boxes)


CONTRASTS = """() => {
  const light = (colour) => {
    const parts = colour.match(/[\\d.]+/g).map(Number).slice(0, 3).map((v) => v / 255)
      .map((v) => (v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4));
    return .2126 * parts[0] + .7152 * parts[1] + .0722 * parts[2];
  };
  const ratio = (a, b) => (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
  const ground = light(getComputedStyle(document.body).backgroundColor);
  const box = light(getComputedStyle(document.querySelector(".y-matrix-box")).fill);
  const of = (name) => light(getComputedStyle(document.querySelector(name)).fill);
  return [ratio(of(".y-matrix-count"), box), ratio(of(".y-matrix-topic"), ground), ratio(of(".y-matrix-name"), ground)];
}"""


def test_hostile_titles_are_words(page: Page, large: str) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{large}topics/")
    names = page.locator(".y-matrix a title").all_text_contents()
    assert any(name.startswith('<img src=x onerror="document.title=1">') for name in names)
    page.goto(f"{large}topics/jilv-2/")
    assert not page.locator("img[src=x]").count()
    assert not errors


def test_keys_reach_menus_squares_and_reasons(page: Page, small: str) -> None:
    page.goto(f"{small}topics/")
    square = page.locator(".y-matrix a:has(.y-matrix-box)").first
    square.focus()
    assert square.evaluate("e => e === document.activeElement")
    page.keyboard.press("Enter")
    page.wait_for_url("**/topics/*/#*")
    page.locator("details.y-reason summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("details.y-reason li").first.is_visible()


def test_targets_are_large_and_nothing_is_wider_than_the_screen(page: Page, large: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{large}topics/jilv/?year=2023")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    targets = page.locator(".y-filter select, .y-topic-reset, .y-topic-page, details.y-reason:visible > summary")
    heights = targets.evaluate_all("all => all.map(e => e.getBoundingClientRect().height)")
    assert min(height for height in heights if height) >= 44
