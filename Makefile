# Every target sets up what it needs in .venv, from the locks, once. `make help` lists them.
# Options for yandu go through ARGS:  make build ARGS="--strict"

export PYTHON ?=
ARGS ?=
BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --quiet --disable-pip-version-check --no-input
RUN := .venv/.ready
TEST := .venv/.ready-test

.PHONY: help serve build check test screenshots airgap lint format lock clean distclean
.DEFAULT_GOAL := help

help: ## 列出这些命令
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: $(RUN) ## 生成网站，在 http://127.0.0.1:8000 打开，文件有改动时自动更新
	@$(BIN)/yandu serve $(ARGS)

build: $(RUN) ## 生成网站，放在 build/site
	@$(BIN)/yandu build $(ARGS)

check: $(RUN) ## 只检查 content 里的文件，不生成网站
	@$(BIN)/yandu check $(ARGS)

test: $(TEST) ## 检查程序本身：代码格式、类型、全部测试
	@sh .ci/tools
	@$(MAKE) --no-print-directory lint
	@start=$$(date +%s); $(BIN)/python -m pytest --numprocesses auto --dist loadfile $(ARGS); result=$$?; \
	echo "测试用时 $$(($$(date +%s) - start)) 秒"; exit $$result

screenshots: $(TEST) build ## 每类网页各拍几张：手机和电脑，浅色、深色、大字，放在 build/screenshots
	@sh .ci/tools
	@$(BIN)/python -m tests.bench.screenshots

airgap: $(RUN) ## 做一个离线安装包（Linux、Windows），放在 dist
	@$(BIN)/python .ci/airgap/pack.py

lint: $(TEST) ## 代码格式与类型
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check . || { echo "请先运行 make format"; exit 1; }
	@$(BIN)/mypy --no-error-summary

format: $(TEST) ## 整理代码格式
	@$(BIN)/ruff check --quiet --fix . ; $(BIN)/ruff format --quiet .

lock: ## 重新选定各依赖的版本（开发者用，需要 uv）
	@$(LOCK) pyproject.toml -o .ci/requirements.lock
	@$(LOCK) pyproject.toml --extra test --extra zensical -c .ci/requirements.lock -o .ci/requirements-test.lock
	@$(LOCK) --group pyproject.toml:build -c .ci/requirements-test.lock -o .ci/requirements-build.lock

LOCK := uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header

clean: ## 删去生成的网站和缓存
	@if [ -e build ] && [ ! -f build/.yandu ]; then echo "build 里有不是研读生成的东西，没有删"; else rm -rf build; fi
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@find generator tests -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean ## 连同装好的 .venv 一起删去
	@rm -rf .venv

# The build tools come first and from a lock of their own: jieba is delivered as source only, and what builds it (and
# Yandu) is then as fixed as what is built.
$(RUN): .ci/requirements-build.lock .ci/requirements.lock pyproject.toml
	@echo "正在准备运行环境（第一次约一分钟）……"
	@sh .ci/venv
	@$(PIP) install --require-hashes -r .ci/requirements-build.lock
	@$(PIP) install --require-hashes --no-build-isolation -r .ci/requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(TEST): $(RUN) .ci/requirements-test.lock
	@echo "正在准备测试工具……"
	@$(PIP) install --require-hashes --no-build-isolation -r .ci/requirements-test.lock
	@touch $@
