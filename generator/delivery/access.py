"""Ways to let only some people read the site: what an administrator adds to the ready server files. Pure.

Every recipe says which lines of a server's file give way to which. `tests/servers` does just that and knocks at the
door. Passwords in a file need no recipe: their lines stand in the server files already.
"""

from __future__ import annotations

from typing import NamedTuple

BEGIN = ""
"""For a recipe's outer lines: the beginning of the file."""
INNER = {
    "nginx": """        # auth_basic "Yandu";
        # auth_basic_user_file /etc/nginx/yandu.users;
""",
    "caddy": """		# basicauth {
		# 	zhangsan $2a$14$...
		# }
""",
    "apache2": "    Require all granted\n",
}
"""Server → the lines that give way to a recipe's inner ones."""
FILES = {"nginx": "nginx.conf", "caddy": "Caddyfile", "apache2": "apache.conf"}
"""Server → its file in the bundle."""


class Recipe(NamedTuple):
    """One way for one server."""

    way: str
    """A key of `WAYS`."""
    server: str
    """A key of `FILES`."""
    first: str
    """What is to be done before, in words."""
    at: str
    """The line that gives way to the outer lines."""
    outer: str
    inner: str


CERTIFICATES = "准备好网站的证书、密钥，和发放客户端证书的机构的证书（.crt）。"
HOST = (
    f"{CERTIFICATES}a2enmod ssl。\n"
    "网站在子路径下的，没有 <VirtualHost *:80> 这一行：把 SSL 几行写进所在网站的 <VirtualHost *:443> 里。"
)
DIRECTORY = (
    "a2enmod authnz_ldap；改好目录服务器的地址。网站请用证书（https），不然口令会在网上传送。\n"
    "目录里的人都能进；只让一部分人进，把最后一行改成 Require ldap-group，后面写上组。"
)
PROXY = (
    "准备好网站的证书和密钥。在本机 4180 端口运行 oauth2-proxy，按它的说明接到登录系统，另外加上：\n"
    "--reverse-proxy=true --upstream=static://202 --request-logging=false\n"
    "--redirect-url=https://网站的名字/oauth2/callback（这个网址也要在登录系统里登记）\n"
    "谁能进由它管：--email-domain、--allowed-group。"
)
CLIENT = (
    "网站要用证书（https）。安装 libapache2-mod-auth-openidc，a2enmod auth_openidc；\n"
    "改好登录系统的地址和它发的名字、密码，在它那里登记 https://网站的名字@PATH@denglu 。\n"
    "登录系统里的人都能进；只让一部分人进，把最后一行改成 Require claim，后面写上条件。"
)
WAYS = {
    "certificate": "客户端证书：只有装了单位所发证书的电脑能打开",
    "ldap": "LDAP：用单位目录服务器上的账号登录",
    "oidc": "统一登录（OIDC）：到单位的登录页去登录",
}
RECIPES = (
    Recipe("certificate", "nginx", CERTIFICATES, "    listen 80;\n", """\
    listen 443 ssl;
    ssl_certificate /etc/nginx/yandu.crt;
    ssl_certificate_key /etc/nginx/yandu.key;
    ssl_client_certificate /etc/nginx/yandu-ca.crt;
    ssl_verify_client on;
""", ""),
    Recipe("certificate", "caddy", f"{CERTIFICATES}改好网站的名字。", ":80 {\n", """\
https://xuexi.example.cn {
	tls /etc/caddy/yandu.crt /etc/caddy/yandu.key {
		client_auth {
			mode require_and_verify
			trusted_ca_cert_file /etc/caddy/yandu-ca.crt
		}
	}
""", ""),
    Recipe("certificate", "apache2", HOST, "<VirtualHost *:80>\n", """\
<VirtualHost *:443>
    SSLEngine on
    SSLCertificateFile /etc/apache2/yandu.crt
    SSLCertificateKeyFile /etc/apache2/yandu.key
    SSLCACertificateFile /etc/apache2/yandu-ca.crt
    SSLVerifyClient require
""", """\
    SSLRequireSSL
    Require ssl-verify-client
"""),
    Recipe("ldap", "apache2", DIRECTORY, BEGIN, "", """\
    AuthType Basic
    AuthName "Yandu"
    AuthBasicProvider ldap
    AuthLDAPURL "ldaps://ldap.example.cn/ou=people,dc=example,dc=cn?uid"
    Require valid-user
"""),
    Recipe("oidc", "nginx", PROXY, "    listen 80;\n", """\
    listen 443 ssl;
    ssl_certificate /etc/nginx/yandu.crt;
    ssl_certificate_key /etc/nginx/yandu.key;
    proxy_set_header Host $http_host;
    proxy_set_header X-Real-IP $remote_addr;
    proxy_set_header X-Forwarded-For $remote_addr;
    proxy_set_header X-Forwarded-Host $http_host;
    proxy_set_header X-Forwarded-Proto $scheme;
    proxy_set_header X-Forwarded-Uri $request_uri;
    proxy_set_header X-Forwarded-Method $request_method;
    proxy_set_header X-Auth-Request-Redirect $request_uri;
    proxy_set_header Content-Length "";
    proxy_pass_request_body off;
    location /oauth2/ { proxy_pass http://127.0.0.1:4180; }
    location = /oauth2/auth {
        internal;
        proxy_pass http://127.0.0.1:4180;
    }
    error_page 401 = /oauth2/start;
""", """\
        auth_request /oauth2/auth;
"""),
    Recipe("oidc", "caddy", f"{PROXY}改好网站的名字。", ":80 {\n", """\
https://xuexi.example.cn {
	tls /etc/caddy/yandu.crt /etc/caddy/yandu.key
	handle /oauth2/* {
		reverse_proxy 127.0.0.1:4180
	}
""", """\
		forward_auth 127.0.0.1:4180 {
			uri /oauth2/auth
			@out status 401
			handle_response @out {
				rewrite * /oauth2/start
				reverse_proxy 127.0.0.1:4180 {
					header_up X-Auth-Request-Redirect {http.request.orig_uri}
				}
			}
		}
"""),
    Recipe("oidc", "apache2", CLIENT, BEGIN, """\
OIDCProviderMetadataURL https://sso.example.cn/.well-known/openid-configuration
OIDCClientID yandu
OIDCClientSecret "登录系统发的密码"
OIDCRedirectURI @PATH@denglu
OIDCCryptoPassphrase "自己定的一长串字"
""", """\
    AuthType openid-connect
    Require valid-user
"""),
)  # fmt: skip
"""LDAP: nginx and Caddy have none of their own; there a login page in front of it (OIDC) is the way."""
_HEAD = """只许内部人员看的几种办法

用口令的，照 nginx.conf、Caddyfile、apache.conf 里的说明去掉 # 即可。别的办法写在下面；改好以后，先检查设置再重新载入：
nginx -t，caddy validate，apachectl configtest。nginx、Caddy 自己不会用 LDAP，请用统一登录。
"""


def text(path: str) -> str:
    """All recipes for people, for a site that lies at `path`."""
    ways = "".join(f"\n\n== {title}\n" + "".join(map(_told, _of(way))) for way, title in WAYS.items())
    return (_HEAD + ways).replace("@PATH@", path)


def _of(way: str) -> list[Recipe]:
    return [recipe for recipe in RECIPES if recipe.way == way]


def _told(recipe: Recipe) -> str:
    file, inner = FILES[recipe.server], INNER[recipe.server].partition("\n")[0].strip()
    count = INNER[recipe.server].count("\n")
    begin = f"{file} 里 {recipe.at.strip()} 这一行，换成" if recipe.at else f"{file} 的最前面，写上"
    parts = ((begin, recipe.outer), (f"{file} 里从 {inner} 起的 {count} 行，换成", recipe.inner))
    lines = "".join(f"\n{place}：\n\n{said}" for place, said in parts if said)
    return f"\n-- {recipe.server}\n{recipe.first}\n{lines}"
