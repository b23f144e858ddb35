"""Ready files for web servers: headers, caching, precompressed files, no record of who reads what. Pure.

`@POLICY@` and the like are filled in; where the site lies on the server is for the administrator to write.
"""

from __future__ import annotations

FOLDER = "/srv/yandu/site"
"""Where the files suppose the site to lie; to be changed by the administrator."""

HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
)
"""Besides the policy; HSTS only where there is TLS."""
FOREVER, FRESH = "public, max-age=31536000, immutable", "no-cache"
"""How long browsers keep files: those with a hash in their name, all others (asked for again, sent when changed)."""
HASHED = r"/assets/(javascripts|stylesheets)/.*\.[0-9a-f]{8}\."

_NGINX = """# nginx：放进 /etc/nginx/conf.d/yandu.conf，改好 server_name 和 @FOLDER@，再运行 nginx -t 和 nginx -s reload
# Debian、Ubuntu 自带的欢迎页会抢在前面，请先删去 /etc/nginx/sites-enabled/default
map $uri $yandu_cache {
    "~@HASHED@" "@FOREVER@";
    default "@FRESH@";
}
server {
    listen 80;
    server_name _;
    # 用证书时，改成 listen 443 ssl; 写上 ssl_certificate 和 ssl_certificate_key，并去掉下面一行前面的 #
    # add_header Strict-Transport-Security "max-age=31536000" always;
    server_tokens off;
    access_log off;  # 不记录谁看了什么、搜了什么
    charset utf-8;
    gzip_static on;  # 旁边有 .gz 的，直接发 .gz；装了 brotli 模块的，再写一行 brotli_static on;
@HEADERS@
    add_header Cache-Control $yandu_cache always;
    absolute_redirect off;
    error_page 404 @PATH@404.html;
    error_page 403 =404 @PATH@404.html;
@BARE@    location ~ /(\\.|web\\.config$) { return 404; }
    location @PATH@ {
        @ROOT@
        index index.html;
        # 只许登录的人看：htpasswd -c /etc/nginx/yandu.users 张三，再去掉下面两行前面的 #
        # auth_basic "Yandu";
        # auth_basic_user_file /etc/nginx/yandu.users;
    }
}
"""
_CADDY = """# Caddy：放进 /etc/caddy/Caddyfile，改好 @FOLDER@；不写访问日志，不记录谁看了什么
(yandu) {
	header {
@HEADERS@
		?Cache-Control "@FRESH@"
		-Server
	}
}
:80 {
	import yandu
	root * @FOLDER@
@BARE@	@foreign not path @PATH@*
	handle @foreign {
		error 404
	}
	handle_path @PATH@* {
		# 只许登录的人看：用 caddy hash-password 算出密码，再去掉下面三行前面的 #
		# basicauth {
		# 	zhangsan $2a$14$...
		# }
		@hidden path */.* /web.config
		error @hidden 404
		@write not method GET HEAD
		error @write 405
		file_server {
			precompressed br gzip
		}
	}
	handle_errors {
		import yandu
		@lost expression {err.status_code} == 404
		handle @lost {
			rewrite * /404.html
			file_server
		}
		handle {
			respond "{err.status_code} {err.status_text}" {err.status_code}
		}
	}
	@hashed path_regexp @HASHED@
	header @hashed Cache-Control "@FOREVER@"
}
"""
_APACHE = """# Apache 2.4：放进 /etc/apache2/conf-available/yandu.conf，改好 @FOLDER@，再运行
#   a2enmod headers rewrite && a2enconf yandu && systemctl reload apache2
@BARE@@PLACE@
<Directory "@FOLDER@">
    Options -Indexes
    AllowOverride None
    # 只许登录的人看：htpasswd -c /etc/apache2/yandu.users 张三，再把下面一行换成后面三行
    Require all granted
    # AuthType Basic
    # AuthName "Yandu"
    # AuthUserFile /etc/apache2/yandu.users
    # Require valid-user
    DirectoryIndex index.html
    DirectorySlash On
    ErrorDocument 404 @PATH@404.html
    AddDefaultCharset utf-8
    AddType text/javascript .js
@HEADERS@
    Header always set Cache-Control "@FRESH@"
    Header always set Cache-Control "@FOREVER@" "expr=%{REQUEST_URI} =~ m#@HASHED@#"
    <IfModule mod_rewrite.c>
        RewriteEngine On
        RewriteCond %{REQUEST_METHOD} !^(GET|HEAD)$
        RewriteRule ^ - [R=405,L]
        RewriteRule "(^|/)(\\.|web\\.config$)" - [R=404,L]
        RewriteCond %{HTTP:Accept-Encoding} \\bbr\\b
        RewriteCond %{REQUEST_FILENAME}.br -f
        RewriteRule ^(.+)$ $1.br [L]
        RewriteCond %{HTTP:Accept-Encoding} \\bgzip\\b
        RewriteCond %{REQUEST_FILENAME}.gz -f
        RewriteRule ^(.+)$ $1.gz [L]
    </IfModule>
    <FilesMatch "\\.html\\.(br|gz)$">
        ForceType "text/html; charset=utf-8"
    </FilesMatch>
    <FilesMatch "\\.css\\.(br|gz)$">
        ForceType "text/css; charset=utf-8"
    </FilesMatch>
    <FilesMatch "\\.js\\.(br|gz)$">
        ForceType "text/javascript; charset=utf-8"
    </FilesMatch>
    <FilesMatch "\\.svg\\.(br|gz)$">
        ForceType image/svg+xml
    </FilesMatch>
    <FilesMatch "\\.(br|gz)$">
        RemoveLanguage .br
        Header append Vary Accept-Encoding
        SetEnv no-gzip 1
        SetEnv no-brotli 1
    </FilesMatch>
    <FilesMatch "\\.br$">
        Header set Content-Encoding br
    </FilesMatch>
    <FilesMatch "\\.gz$">
        Header set Content-Encoding gzip
    </FilesMatch>
</Directory>
"""
_OWN_HOST = """<VirtualHost *:80>
    # 这台服务器上还有别的网站时，去掉下面一行前面的 #，改好名字
    # ServerName xuexi.example.cn
    DocumentRoot "@FOLDER@"
    CustomLog /dev/null common
</VirtualHost>"""
"""At the server's root: a host of its own, which comes before the one that Debian brings; it keeps no log."""
_BELOW = """# 不记录谁看了什么：在所在网站的 <VirtualHost> 里，把 CustomLog 一行改成 CustomLog /dev/null common
Alias "@PATH@" "@FOLDER@/\""""
"""Below a path: in all hosts of the server."""
_IIS = """<?xml version="1.0" encoding="utf-8"?>
<!-- IIS 10：与网页放在一起即可；请在“日志”里关掉这个网站的日志，不记录谁看了什么 -->
<configuration>
  <system.webServer>
    <directoryBrowse enabled="false" />
    <defaultDocument enabled="true"><files><clear /><add value="index.html" /></files></defaultDocument>
    <httpErrors errorMode="Custom" existingResponse="Replace">
      <remove statusCode="404" />
      <error statusCode="404" path="@PATH@404.html" responseMode="ExecuteURL" />
    </httpErrors>
    <staticContent>
      <clientCache cacheControlMode="DisableCache" />
      <remove fileExtension=".apkg" /><mimeMap fileExtension=".apkg" mimeType="application/octet-stream" />
    </staticContent>
    <security>
      <requestFiltering>
        <hiddenSegments><add segment="web.config" /><add segment=".yandu-maps" /></hiddenSegments>
      </requestFiltering>
    </security>
    <httpProtocol>
      <customHeaders>
        <remove name="X-Powered-By" />
@HEADERS@
      </customHeaders>
    </httpProtocol>
  </system.webServer>
  <location path="assets/javascripts">
    <system.webServer><staticContent>
      <clientCache cacheControlMode="UseMaxAge" cacheControlMaxAge="365.00:00:00" />
    </staticContent></system.webServer>
  </location>
  <location path="assets/stylesheets">
    <system.webServer><staticContent>
      <clientCache cacheControlMode="UseMaxAge" cacheControlMaxAge="365.00:00:00" />
    </staticContent></system.webServer>
  </location>
</configuration>
"""
_CONTAINER = """# podman build -t yandu . && podman run -p 8080:80 yandu      （docker 也行；基础镜像要先拿到内网）
FROM docker.io/library/nginx:stable
COPY site @FOLDER@
COPY server/nginx.conf /etc/nginx/conf.d/default.conf
"""


def nginx(policy: str, path: str) -> str:
    """A server block; `path` is the site's place below the server's root, `/` or `/xuexi/`."""
    headers = "\n".join(f'    add_header {name} "{value}" always;' for name, value in _headers(policy))
    # What stands below a sub-path is found through alias; at the root through root, as nginx wants it.
    place = f"root {FOLDER};" if path == "/" else f"alias {FOLDER}/;"
    bare = f"    location = {path[:-1]} {{ return 301 {path}; }}\n    location / {{ return 404; }}\n"
    return _filled(_NGINX, path, headers, bare).replace("@ROOT@", place)


def caddy(policy: str, path: str) -> str:
    """A site of a Caddyfile."""
    headers = "\n".join(f'\t\t{name} "{value}"' for name, value in _headers(policy))
    return _filled(_CADDY, path, headers, f"\tredir {path[:-1]} {path} 301\n")


def apache(policy: str, path: str) -> str:
    """A configuration for conf-available."""
    headers = "\n".join(f'    Header always set {name} "{value}"' for name, value in _headers(policy))
    place = _OWN_HOST if path == "/" else _BELOW
    bare = f'RedirectMatch 301 "^{path[:-1]}$" "{path}"\n'
    return _filled(_APACHE.replace("@PLACE@", place), path, headers, bare)


def iis(policy: str, path: str) -> str:
    """The web.config that lies beside the pages."""
    headers = "\n".join(f'        <add name="{name}" value="{value}" />' for name, value in _headers(policy))
    return _filled(_IIS, path, headers)


def container() -> str:
    """A container file: nginx with the site in it."""
    return _CONTAINER.replace("@FOLDER@", FOLDER)


def _headers(policy: str) -> tuple[tuple[str, str], ...]:
    """A page's own policy cannot forbid framing; a header can."""
    return (("Content-Security-Policy", f"{policy}; frame-ancestors 'none'"), *HEADERS)


def _filled(text: str, path: str, headers: str, bare: str = "") -> str:
    """`bare`: leads from the path without its last slash to the site; a site at the root needs none."""
    filled = (
        text.replace("@BARE@", bare if path != "/" else "")
        .replace("@HEADERS@", headers)
        .replace("@PATH@", path)
        .replace("@FOLDER@", FOLDER)
    )
    return filled.replace("@HASHED@", HASHED).replace("@FOREVER@", FOREVER).replace("@FRESH@", FRESH)
