#!/usr/bin/env python3
"""A day at the console in a real browser: what people do, what roles may not see, what axe-core finds.

Needs Debian's chromium and fonts-noto-cjk, and playwright, axe-core-python and openpyxl from PyPI.

    Integrations/console/browser_test.py .build/debug/laixin [--pictures FOLDER]
"""

import argparse
import io
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request

import openpyxl
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Error, expect, sync_playwright

PASSWORD = "门前的柿子树今年结了许多果"
ROLES = {
    "王经办": ["clerk"], "李核查": ["reviewer"], "赵分析": ["analyst"], "钱审计": ["auditor"], "孙保管": ["key-holder"],
    "周经理": ["clerk", "reviewer", "key-holder"],
}
LETTERS = {
    "一.txt": "湛河区自然资源局：\n我叫褚满仓，电话19900001234。2023年5月6日村里征了我家三亩耕地，"
    "补偿款3.56万元至今没有给。请求尽快发放征地补偿款，并书面答复。\n褚满仓\n2023年8月1日",
    "二.txt": "湛河区自然资源局：\n我叫褚满仓，上次反映村里征了我家三亩耕地，补偿款3.56万元，到今天还没有给。"
    "请求尽快发放征地补偿款，并书面答复。\n褚满仓\n2023年9月12日",
    "三.txt": "市住建局：\n我们小区从2023年7月起停水二十多天，物业说水泵坏了，一直不修。请求恢复供水。\n2023年7月29日",
    "坏.txt": "",
}


def run(program, *arguments):
    subprocess.run([program, *arguments], check=True, stdout=subprocess.DEVNULL)


class Office:
    """The program serving a store of its own, on a port of its own."""

    def __init__(self, program):
        self.folder = tempfile.TemporaryDirectory(prefix="laixin-browser-")
        store = os.path.join(self.folder.name, "office.sqlite")
        secret = os.path.join(self.folder.name, "password")
        pathlib.Path(secret).write_text(PASSWORD, encoding="utf-8")
        for name, roles in ROLES.items():
            run(program, "account", "add", name, "--store", store, "--password-file", secret,
                *[word for role in roles for word in ("--role", role)])
        corpus = pathlib.Path(__file__).resolve().parents[2] / "Corpus"
        run(program, "import", str(corpus / "letters"), str(corpus / "plans"), "--store", store)
        self.token = subprocess.run(
            [program, "account", "token", "周经理", "--store", store, "--scope", "letters", "--scope", "figures",
             "--scope", "review", "--scope", "import"], check=True, capture_output=True, text=True).stdout.strip()
        self.log = open(os.path.join(self.folder.name, "log"), "w+", encoding="utf-8")
        self.process = subprocess.Popen(
            [program, "serve", "--store", store, "--port", "0", "--metrics-port", "0"], stderr=self.log)
        self.address = self.wait()

    def wait(self):
        for _ in range(600):
            self.log.flush()
            found = re.search(r"http://127\.0\.0\.1:(\d+)", pathlib.Path(self.log.name).read_text(encoding="utf-8"))
            if found:
                return found.group(0)
            time.sleep(0.1)
        raise SystemExit("the console did not start")

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(timeout=60)
        text = pathlib.Path(self.log.name).read_text(encoding="utf-8")
        self.folder.cleanup()
        assert status == 0, f"stopped with {status}"
        for private in ("褚满仓", "19900001234", PASSWORD):
            assert private not in text, "the log holds something private"


class Visitor:
    def __init__(self, browser, office, width=1280, height=900, pictures=None):
        self.context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN")
        self.page = self.context.new_page()
        self.office, self.pictures, self.width = office, pictures, width
        self.requests = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.problems = []
        self.page.on("console", lambda message: message.type == "error" and self.problems.append(message.text))

    def go(self, path):
        return self.page.goto(self.office.address + path)

    def sign_in(self, name):
        self.go("/sign-in")
        self.page.get_by_label("帐号").fill(name)
        self.page.get_by_label("口令").fill(PASSWORD)
        self.page.get_by_role("button", name="登录").click()
        expect(self.page.locator("h1")).to_be_visible()

    def picture(self, name):
        if self.pictures:
            path = pathlib.Path(self.pictures) / f"{name}-{self.width}.png"
            self.page.screenshot(path=str(path), full_page=True)

    def check(self, name):
        """axe-core, nothing wider than the screen, nothing from elsewhere; then a picture."""
        found = Axe().run(self.page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]})
        serious = [item for item in found["violations"] if item["impact"] in ("serious", "critical")]
        assert not serious, f"{name}: " + "; ".join(
            f"{item['id']}: {[node['target'] for node in item['nodes'][:3]]}" for item in serious)
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{name}: {wide} pixels wider than the screen at {self.width}"
        self.picture(name)

    def done(self):
        strange = [url for url in self.requests if not url.startswith((self.office.address, "data:"))]
        assert not strange, strange
        refused = [text for text in self.problems if "Content Security Policy" in text]
        assert not refused, refused
        self.context.close()


def work(browser, office, pictures):
    """Sign in, import, watch it finish, open a letter, confirm a link, correct a category, find it, export."""
    visitor = Visitor(browser, office, pictures=pictures)
    page = visitor.page
    visitor.go("/letters")
    expect(page).to_have_url(re.compile("/sign-in"))
    visitor.check("sign-in")
    visitor.sign_in("周经理")
    visitor.check("home")

    visitor.go("/imports")
    visitor.check("imports")
    with tempfile.TemporaryDirectory() as folder:
        for name, text in LETTERS.items():
            pathlib.Path(folder, name).write_text(text, encoding="utf-8")
        page.get_by_label("选择文件（").set_input_files([str(path) for path in sorted(pathlib.Path(folder).iterdir())])
        page.get_by_role("button", name="开始导入").click()
    expect(page.get_by_text("完成：")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("坏.txt").first).to_be_visible()
    visitor.check("import")

    visitor.go("/letters")
    page.keyboard.press("/")
    page.keyboard.type("三亩耕地")
    page.keyboard.press("Enter")
    expect(page.locator("mark.e-found").first).to_be_visible()
    visitor.check("search")
    page.locator("tbody a").first.click()
    expect(page.locator(".text")).to_contain_text("征")
    assert "褚满仓" not in page.content()
    visitor.check("letter")
    page.get_by_label("理由").fill("核对收件地址")
    page.get_by_role("button", name="查看原文").click()
    expect(page.locator(".sealed")).to_contain_text("褚满仓")
    visitor.check("original")

    visitor.go("/letters?q=" + "三亩耕地")
    numbers = sorted(int(text) for text in page.locator("tbody td:first-child a").all_inner_texts())[:2]
    visitor.go(f"/links/{numbers[0]}/{numbers[1]}")
    expect(page.locator("mark.e-same").first).to_be_visible()
    visitor.check("link")
    with page.expect_navigation():
        page.keyboard.press("a")
    visitor.go(f"/letters/{numbers[1]}")
    page.locator(".facts a[href^='/matters/']").click()
    expect(page.get_by_text("确认").first).to_be_visible()
    visitor.check("matter")

    visitor.go("/review")
    visitor.check("review")
    visitor.go(f"/review/category/{numbers[1]}")
    visitor.check("review-item")
    page.keyboard.press("?")
    expect(page.locator("dialog[open]")).to_be_visible()
    visitor.picture("keys")
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    page.locator("#to").select_option(label="商贸旅游")
    with page.expect_navigation():
        page.get_by_role("button", name="更正", exact=True).click()
    visitor.go("/figures?q=" + "三亩耕地")
    expect(page.locator("table").first).to_contain_text("商贸旅游")
    visitor.go("/figures")
    visitor.check("figures")

    visitor.go(f"/letters/{numbers[0]}")
    page.get_by_label("收到日期").fill("2023-08-02")
    page.get_by_role("button", name="编号登记").click()
    expect(page.locator("h1")).to_contain_text("登记")
    page.locator("details.duty summary").first.click()
    expect(page.locator(".steps li").first).to_be_visible()
    visitor.check("registration")
    visitor.go("/due?window=all")
    visitor.check("due")
    visitor.go("/register")
    visitor.check("register")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="导出").click()
    book = openpyxl.load_workbook(io.BytesIO(pathlib.Path(waiting.value.path()).read_bytes()))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert rows[0][0] == "编号" and len(rows) == 2 and "褚满仓" not in str(rows)

    visitor.go("/plans")
    page.locator("tbody a").first.click()
    visitor.check("plan")
    for name in ("help", "account", "matters"):
        visitor.go("/" + name)
        visitor.check(name)
    assert visitor.go("/letters/999999").status == 404
    visitor.check("error")
    visitor.go("/")
    page.get_by_role("link", name="English").click()
    expect(page.locator("h1")).to_have_text("What is to be done")
    visitor.check("home-english")
    visitor.done()


def phone(browser, office, pictures):
    visitor = Visitor(browser, office, width=390, height=844, pictures=pictures)
    visitor.go("/sign-in")
    visitor.check("sign-in")
    visitor.sign_in("周经理")
    for name, path in {
        "home": "/", "letters": "/letters", "letter": "/letters/1", "review": "/review", "matters": "/matters",
        "due": "/due?window=all", "figures": "/figures", "register": "/register", "imports": "/imports",
    }.items():
        visitor.go(path)
        visitor.check(name)
    visitor.done()


def without_script(browser, office):
    """Everything works without JavaScript."""
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto(office.address + "/sign-in")
    page.get_by_label("帐号").fill("李核查")
    page.get_by_label("口令").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.goto(office.address + "/review/category/1")
    page.get_by_role("button", name="确认无误").click()
    expect(page).to_have_url(re.compile("/review"))
    context.close()


def refusals(browser, office, pictures):
    """Each role is refused what it may not see: no link to it, and no page by its address."""
    for name, refused in {
        "王经办": ["/review", "/audit"], "李核查": ["/imports", "/audit"], "赵分析": ["/letters", "/letters/1", "/due", "/audit"],
        "钱审计": ["/letters", "/figures", "/due"], "孙保管": ["/figures", "/imports", "/review", "/due"],
    }.items():
        visitor = Visitor(browser, office, pictures=pictures)
        visitor.sign_in(name)
        links = {link.get_attribute("href") for link in visitor.page.locator("nav a").all()}
        for path in refused:
            assert path not in links, (name, path)
            assert visitor.go(path).status == 403, (name, path)
        if name == "钱审计":
            visitor.go("/audit")
            visitor.page.get_by_role("button", name="检查审计链").click()
            expect(visitor.page.locator(".notice")).to_contain_text("完整")
            visitor.check("audit")
        if name == "赵分析":
            visitor.go("/figures?rows=place&columns=category")
            visitor.check("figures-analyst")
        visitor.done()


def api(office):
    request = urllib.request.Request(
        office.address + "/api/v1/letters?limit=3", headers={"Authorization": "Bearer " + office.token})
    with urllib.request.urlopen(request) as answer:
        assert answer.status == 200 and b'"items"' in answer.read()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program")
    parser.add_argument("--pictures", help="a folder for pictures of every page")
    options = parser.parse_args()
    if options.pictures:
        os.makedirs(options.pictures, exist_ok=True)
    office = Office(os.path.abspath(options.program))
    failed = 0
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"])
            for name, part in {
                "work": lambda: work(browser, office, options.pictures),
                "phone": lambda: phone(browser, office, options.pictures),
                "without script": lambda: without_script(browser, office),
                "refusals": lambda: refusals(browser, office, options.pictures), "api": lambda: api(office),
            }.items():
                try:
                    part()
                    print("passed:", name)
                except (AssertionError, Error) as error:
                    failed += 1
                    print("FAILED:", name, "-", error, file=sys.stderr)
            browser.close()
    finally:
        office.stop()
    print(f"{5 - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
