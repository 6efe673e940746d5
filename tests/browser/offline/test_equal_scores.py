"""What the device works out without a connection is what the server decides."""

from tests.browser.offline.random_sheets import all_editions, differences


def test_device_and_server_give_equal_scores_on_random_sheets_of_every_edition(page, live_server):
    page.goto(live_server.url + "/lapangan/")
    program = live_server.url + "/static/js/lapangan/scoring.js"
    for code in all_editions():
        assert differences(page, program, code, count=20, seed=1) == []
