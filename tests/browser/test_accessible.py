"""The check of accessibility judges the page that stands, not one that is being left."""

from django.urls import reverse


def test_a_page_that_is_left_while_it_is_read_gives_way_to_the_one_that_comes(db, live_server, page, accessible):
    page.goto(live_server.url + reverse("login"))
    page.evaluate("address => void setTimeout(() => location.assign(address))", reverse("help"))
    accessible()
    assert page.url == live_server.url + reverse("help")
