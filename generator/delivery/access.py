"""Ways to let only some people read the site: what an administrator adds to the ready server files. Pure.

Every recipe says where its lines go. `tests/servers` puts exactly these lines there and knocks at the door. Passwords
in a file need no recipe: their lines stand in the server files already.
"""

from __future__ import annotations

from typing import NamedTuple

OUTER = {"nginx": "    listen 80;", "caddy": ":80 {", "apache2": "@BEGIN@"}
"""Server → the line of its file that gives way to a recipe's outer lines; @BEGIN@: they come first."""
INNER = {"nginx": '        # auth_basic "Yandu";', "caddy": "\t\t# basicauth {", "apache2": "    Require all granted"}
"""Server → the line that gives way to its inner lines."""
PLACES = {
    "nginx": ("nginx.conf 里 listen 80; 这一行，换成", "nginx.conf 里 # auth_basic 这两行，换成"),
    "caddy": ("Caddyfile 里 :80 { 这一行，换成", "Caddyfile 里 # basicauth 这三行，换成"),
    "apache2": ("apache.conf 的最前面，写上", "apache.conf 里 Require all granted 这一行，换成"),
}
"""Server → how a person is told where the outer and the inner lines go."""


class Recipe(NamedTuple):
    """One way for one server."""

    way: str
    """Its name, one of `WAYS`."""
    server: str
    """A key of `PLACES`."""
    first: str
    """What is to be done before, in words."""
    outer: str
    inner: str


CERTIFICATES = "准备好网站的证书、密钥，和发放客户端证书的机构的证书（.crt）。"
MODULE = f"{CERTIFICATES}\na2enmod ssl；第一段写进网站的 <VirtualHost *:443> 里也可以。"
DIRECTORY = "a2enmod authnz_ldap；改好目录服务器的地址。\n口令会在网上传送，请同时用证书（https）。"
PROXY = "在本机 4180 端口运行 oauth2-proxy，按它的说明接到登录系统；\n关掉它的请求日志：--request-logging=false。"
CLIENT = (
    "安装 libapache2-mod-auth-openidc，a2enmod auth_openidc；\n"
    "改好登录系统的地址和它发的名字、密码，在它那里登记 http://服务器@PATH@denglu 。"
)
WAYS = {
    "certificate": "客户端证书：只有装了单位所发证书的电脑能打开",
    "ldap": "LDAP：用单位目录服务器上的账号登录",
    "oidc": "统一登录（OIDC）：到单位的登录页去登录",
}
RECIPES = (
    Recipe("certificate", "nginx", CERTIFICATES, """\
    listen 443 ssl;
    ssl_certificate /etc/nginx/yandu.crt;
    ssl_certificate_key /etc/nginx/yandu.key;
    ssl_client_certificate /etc/nginx/yandu-ca.crt;
    ssl_verify_client on;""", ""),
    Recipe("certificate", "caddy", f"{CERTIFICATES}改好网站的名字。", """\
https://xuexi.example.cn {
	tls /etc/caddy/yandu.crt /etc/caddy/yandu.key {
		client_auth {
			mode require_and_verify
			trusted_ca_cert_file /etc/caddy/yandu-ca.crt
		}
	}""", ""),
    Recipe("certificate", "apache2", MODULE, """\
SSLEngine on
SSLCertificateFile /etc/apache2/yandu.crt
SSLCertificateKeyFile /etc/apache2/yandu.key
SSLCACertificateFile /etc/apache2/yandu-ca.crt
SSLVerifyClient require
""", """\
    SSLRequireSSL
    Require ssl-verify-client"""),
    Recipe("ldap", "apache2", DIRECTORY, "", """\
    AuthType Basic
    AuthName "Yandu"
    AuthBasicProvider ldap
    AuthLDAPURL "ldap://ldap.example.cn/ou=people,dc=example,dc=cn?uid"
    Require valid-user"""),
    Recipe("oidc", "nginx", PROXY, """\
    listen 80;
    location /oauth2/ {
        proxy_pass http://127.0.0.1:4180;
        proxy_set_header Host $http_host;
    }
    location = /oauth2/auth {
        internal;
        proxy_pass http://127.0.0.1:4180;
        proxy_set_header Host $http_host;
        proxy_set_header Content-Length "";
        proxy_pass_request_body off;
    }
    error_page 401 = /oauth2/start?rd=$request_uri;""", """\
        auth_request /oauth2/auth;"""),
    Recipe("oidc", "caddy", PROXY, """\
:80 {
	handle /oauth2/* {
		reverse_proxy 127.0.0.1:4180
	}""", """\
		forward_auth 127.0.0.1:4180 {
			uri /oauth2/auth
			@out status 401
			handle_response @out {
				redir * /oauth2/start?rd={http.request.orig_uri}
			}
		}"""),
    Recipe("oidc", "apache2", CLIENT, """\
OIDCProviderMetadataURL https://sso.example.cn/.well-known/openid-configuration
OIDCClientID yandu
OIDCClientSecret 登录系统发的密码
OIDCRedirectURI @PATH@denglu
OIDCCryptoPassphrase 自己定的一长串字
""", """\
    AuthType openid-connect
    Require valid-user"""),
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
    parts = zip(PLACES[recipe.server], (recipe.outer, recipe.inner), strict=True)
    lines = "".join(f"\n{place}：\n\n{said.rstrip()}\n" for place, said in parts if said)
    return f"\n-- {recipe.server}\n{recipe.first}\n{lines}"
