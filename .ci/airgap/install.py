"""Installs Yandu from the wheels beside this file, without any network: `python install.py [FOLDER]`."""

import os
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
SUPPORTED = ((3, 11), (3, 12), (3, 13))


def main() -> int:
    """Make an environment in FOLDER and install there; the exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")
    if sys.version_info[:2] not in SUPPORTED:
        print(f"现在的 Python 是 {sys.version.split()[0]}，要用 3.11、3.12 或 3.13。")
        return 1
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else HERE / "yandu").resolve()
    if folder.exists() and any(folder.iterdir()) and not (folder / "pyvenv.cfg").is_file():
        print(f"{folder} 里已有别的东西。请另指定一个空文件夹，例如：install.sh /opt/yandu")
        return 1
    print(f"正在装到 {folder} ……", flush=True)
    return install(folder)


def install(folder):
    """Everything from `wheels/`, each file checked against the hash in requirements.txt."""
    try:
        venv.create(folder, with_pip=True, clear=True)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"建不成 Python 虚拟环境：{error}\nDebian、Ubuntu、统信、麒麟上请先安装 python3-venv。")
        return 1
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    python = programs / ("python.exe" if os.name == "nt" else "python")
    options = ["--quiet", "--no-input", "--disable-pip-version-check", "--no-index", "--no-deps", "--require-hashes"]
    command = [
        python,
        "-m",
        "pip",
        "install",
        *options,
        "--find-links",
        HERE / "wheels",
        "-r",
        HERE / "requirements.txt",
    ]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    if subprocess.run([str(part) for part in command], env={**clean, "PIP_CONFIG_FILE": os.devnull}).returncode:
        print("没有装成，原因见上面。安装包可能不完整：请重新复制一份，再试一次。")
        return 1
    yandu = programs / "yandu"
    print(
        f"装好了。接着请运行：\n  {yandu} doctor          看看还缺什么\n  {yandu} init 学习网站    建一个放文件的文件夹"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
