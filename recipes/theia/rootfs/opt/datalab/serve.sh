# shellcheck shell=bash disable=SC2154
# What is Theia's of the start: start.sh reads this file and calls these functions.
#
# Theia knows no base path and no frame, and listens to this container only; nginx stands before it and knows both. One that ends,
# ends the datalab.

readonly application=/home/theia/applications/browser

prepare() {
    drop_unusable_folders THEIA_CONFIG_DIR
    # Pages of plugins and previews come from the page's own host: a platform has no further names for each of them.
    export THEIA_WEBVIEW_EXTERNAL_ENDPOINT='{{hostname}}' THEIA_MINI_BROWSER_HOST_PATTERN='{{hostname}}'
}

# Settings of a user without any: the datalab's Python. Terminals have it by their PATH.
offer_settings() {
    local folder=${THEIA_CONFIG_DIR:-$HOME/.theia-ide}
    [ ! -e "$folder/settings.json" ] || return 0
    mkdir -p -- "$folder" && printf '{\n    "python.defaultInterpreterPath": "%s"\n}\n' "$prefix/env/bin/python" >"$folder/settings.json"
}

# A port of this container that nobody listens at; not one that lines to elsewhere begin at.
free_port() {
    local port
    while :; do
        port=$((20000 + RANDOM % 12000))
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
    done
    printf '%s' "$port"
}

# The level in Theia's words, in REPLY.
theia_log_level() {
    find_log_level
    case $REPLY in
        critical) REPLY=fatal ;;
        warning) REPLY=warn ;;
    esac
}

# The level in nginx's words, in REPLY.
nginx_log_level() {
    find_log_level
    case $REPLY in
        critical) REPLY=crit ;;
        error) ;;
        # nginx's own debug level is for its makers.
        *) REPLY=warn ;;
    esac
}

# The base path as nginx compares it: without escapes.
plain_base_path() {
    local path=${DATALAB_BASE_PATH//\\/\\\\}
    # What is no escape stays one of the shell's, and is refused for that.
    printf '%b' "${path//\%/\\x}" 2>/dev/null
}

# What lets in only whom the hub lets in, in guard and guard_places; nothing where no hub has started the datalab.
choose_guard() {
    local asked="proxy_pass http://unix:$1/login.socket" base=$2
    guard='' guard_places=''
    [ -n "${JUPYTERHUB_API_TOKEN-}" ] || return 0
    guard="auth_request /.datalab/check; error_page 401 = @begin;"
    guard_places="
        location = /.datalab/check {
            internal;
            $asked:/check;
            proxy_pass_request_body off;
            proxy_set_header Content-Length \"\";
            proxy_set_header Upgrade \"\";
            proxy_set_header Connection \"\";
        }
        location @begin {
            rewrite ^ /begin break;
            $asked;
            proxy_method GET;
            proxy_pass_request_body off;
            proxy_set_header Content-Length \"\";
            proxy_set_header Upgrade \"\";
            proxy_set_header Connection \"\";
            proxy_set_header X-Original-URI \$request_uri;
            proxy_set_header X-Original-Method \$request_method;
            proxy_set_header X-Original-Upgrade \$http_upgrade;
            proxy_redirect off;
        }
        location = \"${base}oauth_callback\" {
            $asked:/finish\$is_args\$args;
            proxy_redirect off;
        }"
}

# Writes nginx's configuration: its folder, the port that Theia listens at.
write_page_configuration() {
    local folder=$1 theia=127.0.0.1:$2 base parts user='' too_short='' listen6='' guard guard_places
    base=$(plain_base_path)
    # They would end a word of the configuration.
    [[ $base != *[\"\\\$[:cntrl:]]* ]] || fail 64 "the path '$DATALAB_BASE_PATH' has characters that cannot be served"
    # Addresses go on to Theia as they came, escapes and all, without as many parts as the base path has.
    parts=${base//[^\/]/}
    parts=$((${#parts} - 1))
    [ "$EUID" != 0 ] || user='user root;'
    [ ! -s /proc/net/if_inet6 ] || listen6="listen [::]:$DATALAB_PORT;"
    [ "$parts" = 0 ] || too_short="location = \"${base%/}\" { return 302 \"$DATALAB_BASE_PATH\"; } location / { return 404; }"
    nginx_log_level
    choose_guard "$folder" "$base"
    mkdir -p -- "$folder" && cat >"$folder/nginx.conf" <<END
daemon off;
worker_processes 1;
$user
pid $folder/pid;
error_log stderr $REPLY;
events { worker_connections 1024; }
http {
    access_log off;
    server_tokens off;
    absolute_redirect off;
    client_body_temp_path $folder/body;
    proxy_temp_path $folder/proxy;
    fastcgi_temp_path $folder/fastcgi;
    uwsgi_temp_path $folder/uwsgi;
    scgi_temp_path $folder/scgi;
    # Files that are uploaded or opened are as large as they are, and wait for nobody here.
    client_max_body_size 0;
    proxy_request_buffering off;
    proxy_max_temp_file_size 0;
    proxy_http_version 1.1;
    proxy_connect_timeout 5s;
    # A line that is silent is not a broken one.
    proxy_read_timeout 1d;
    proxy_send_timeout 1d;
    # A platform's name may be long.
    map_hash_bucket_size 512;
    map \$http_upgrade \$connection_header { "" ""; default upgrade; }
    map \$request_uri \$rest { "~^(?:/+[^/?]+){$parts}(/.*)\$" \$1; default /; }
    # Other sites' pages must not reach the editor with the user's login; proxies may have renamed the host.
    map \$http_origin \$is_platform { "${DATALAB_FRAME_ORIGIN:-none}" 1; default 0; }
    map "\$is_platform \$http_origin \$http_host \$http_x_forwarded_host" \$is_own {
        "~^1 " 1;
        "~^0  " 1;
        "~^0 https?://(\S+) \1 " 1;
        "~^0 https?://(\S+) \S* \1\$" 1;
        default 0;
    }
    map "\$is_own \$request_method \$http_upgrade" \$is_refused { "~^1 " 0; "~^0 (GET|HEAD) \$" 0; default 1; }
    # Theia compares the two by itself, and knows of no proxy.
    map "\$is_own \$http_origin" \$host_of_origin { "~^1 https?://(\S+)\$" \$1; default \$http_host; }
    server {
        listen $DATALAB_PORT;
        $listen6
        add_header Content-Security-Policy "frame-ancestors 'self'${DATALAB_FRAME_ORIGIN:+ $DATALAB_FRAME_ORIGIN}" always;
        add_header X-Content-Type-Options nosniff always;
        proxy_set_header Host \$host_of_origin;
        proxy_set_header Upgrade \$http_upgrade;
        proxy_set_header Connection \$connection_header;
        proxy_hide_header X-Frame-Options;
        proxy_redirect / "$DATALAB_BASE_PATH";
        if (\$is_refused) { return 403; }
        # Theia answers when all of it is there.
        location = "${base}ready" {
            # That it does not yet is no error.
            error_log stderr crit;
            proxy_pass http://$theia/;
            error_page 502 504 = @starting;
        }
        location "$base" {
            $guard
            proxy_pass http://$theia\$rest;
            error_page 502 504 = @starting;
        }
        location @starting {
            default_type text/html;
            return 503 '<!doctype html><meta http-equiv="refresh" content="1"><title>Starting</title><p>The editor is starting.';
        }
        $guard_places
        $too_short
    }
}
END
}

serve() {
    local stopping='' status=0 theia='' page='' login='' port
    # Killed in the trap too: a signal just before the wait would else be waited over.
    trap 'stopping=yes; kill -TERM $theia $page $login 2>/dev/null' TERM INT
    [ -r "$application/lib/backend/main.js" ] || fail 70 "'$application/lib/backend/main.js' is missing: this is not the image that the recipe names"
    offer_settings || say "warning: the settings of Theia cannot be written to '$HOME/.theia-ide'"
    port=$(free_port)
    write_page_configuration "$scratch/page" "$port" || fail 73 "the page's configuration cannot be written to '$scratch/page'"
    theia_log_level
    await_folders
    (cd -- "$application" && exec node lib/backend/main.js "$DATALAB_START_DIR" --hostname=127.0.0.1 --port="$port" --log-level="$REPLY" "$@") &
    theia=$!
    if [ -n "${JUPYTERHUB_API_TOKEN-}" ]; then
        /usr/bin/python3 -I "$prefix/lib/python/datalab_hub_login.py" "$scratch/page/login.socket" &
        login=$!
        # Whoever comes before it is there is refused, which is no error of theirs.
        while [ ! -S "$scratch/page/login.socket" ] && kill -0 "$login" 2>/dev/null; do sleep 0.05; done
    fi
    nginx -e stderr -p "$scratch/page" -c "$scratch/page/nginx.conf" &
    page=$!
    [ -n "$stopping" ] || wait -n "$theia" "$page" $login
    [ -n "$stopping" ] || say "error: Theia or its page ended; the lines above tell why"
    [ -n "$stopping" ] || status=70
    kill -TERM "$theia" "$page" $login 2>/dev/null
    # Theia gives each of its parts up to ten seconds to end, a platform gives all of it five.
    (sleep 3 && kill -KILL "$theia" "$page" 2>/dev/null) &
    wait "$theia" "$page"
    exit "$status"
}
