"""A WebKitGTK view with its data on disk, told what to do by lines of JSON; run by the system's Python, which has GTK.

MiniBrowser under WebDriver forgets everything with its process, so it cannot show what outlives a kill.
"""

import json
import sys
import threading

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import GLib, Gtk, WebKit2  # noqa: E402 - the versions are named first


def main(profile: str) -> None:
    """Serve until the input ends: {"go": address} or {"js": body of an async function, "args": [...]}."""
    kept = WebKit2.WebsiteDataManager(base_data_directory=f"{profile}/data", base_cache_directory=f"{profile}/cache")
    cookies = kept.get_cookie_manager()
    cookies.set_persistent_storage(f"{profile}/cookies", WebKit2.CookiePersistentStorage.SQLITE)
    view = WebKit2.WebView.new_with_context(WebKit2.WebContext.new_with_website_data_manager(kept))
    window = Gtk.Window(default_width=360, default_height=740)
    window.add(view)
    window.show_all()

    def loaded(_, event):
        if event == WebKit2.LoadEvent.FINISHED:
            view.disconnect(listening.pop())
            _say(ok=True)

    def ran(_, result):
        try:
            value = view.call_async_javascript_function_finish(result)
            _say(ok=json.loads(value.to_json(0) or "null"))
        except GLib.Error as error:
            _say(problem=str(error))

    def obey(asked):
        if "go" in asked:
            listening.append(view.connect("load-changed", loaded))
            view.load_uri(asked["go"])
            return
        given = GLib.Variant("a{sv}", {"given": GLib.Variant("s", json.dumps(asked["args"]))})
        program = f"const args = JSON.parse(given); {asked['js']}"
        view.call_async_javascript_function(program, -1, given, None, None, None, ran)

    def listen():
        for line in sys.stdin:
            GLib.idle_add(obey, json.loads(line))
        GLib.idle_add(Gtk.main_quit)

    listening: list[int] = []
    threading.Thread(target=listen, daemon=True).start()
    Gtk.main()


def _say(**words):
    print(json.dumps(words), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
