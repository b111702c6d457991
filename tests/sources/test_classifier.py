"""Every ending has its name, and what only looks like an ending is read."""

import pytest

from pipeline.records.source import Capture, Reading, Reason, Scope
from pipeline.sources import read_capture
from pipeline.sources.html_metadata import iso_date

ASKED = "https://example.org/news/2025/spray-a"
SENTENCE = (
    "Researchers gave spray A to 193 adults whose mood had stayed low, and saw them for eight weeks after one dose."
)
STORY = "<h1>Spray A helps adults</h1>" + f"<p>{SENTENCE}</p>" * 5
NOTICE = """At Example Media we take your privacy seriously and tell you here what information we collect when you visit us.
When you visit our site, we and selected third parties place cookies in your browser. Some are needed to make it work.
We share information about your use of our site with advertising and analytics partners, who may combine it with other
information that you have given to them. You can accept all cookies or refuse those that are not necessary.
If you live in the European Economic Area you have the right to see the personal data that we hold about you.
By clicking on Continue you agree to the storing of cookies on your device. You can change your mind at any time."""


def read(  # each slot is one thing that an answer may show
    body: str,
    *,
    status: int = 200,
    final: str = ASKED,
    headers: dict[str, str] | None = None,
    outcome: str | None = None,
) -> Reading:
    capture = Capture(ASKED, final, status, "text/html", "2026-11-02T00:00:00Z", "b", None, headers, (), outcome)
    return read_capture(capture, f"<!DOCTYPE html><html>{body}</html>".encode())


@pytest.mark.parametrize(
    ("status", "headers", "reason"),
    [
        (401, {}, "blocked"),
        (402, {}, "login_wall"),
        (403, {}, "blocked"),
        (404, {}, "not_found"),
        (405, {}, "blocked"),
        (410, {}, "gone"),
        (429, {}, "rate_limited"),
        (451, {}, "blocked"),
        (500, {}, "server_error"),
        (503, {}, "server_error"),
        (503, {"Retry-After": "60"}, "rate_limited"),
        (302, {}, "redirect_loop"),
        (0, {}, "network_error"),
        (200, {"CF-Mitigated": "challenge"}, "blocked"),
        (202, {"x-amzn-waf-action": "challenge"}, "blocked"),
    ],
)
def test_statuses_and_headers_end_with_their_reason(status: int, headers: dict[str, str], reason: Reason) -> None:
    reading = read(f"<body>{STORY}</body>", status=status, headers=headers)
    assert (reading.scope, reading.reason, reading.text) == ("none", reason, "")
    assert reading.detail.endswith(".")


def test_a_content_delivery_network_is_no_challenge() -> None:
    body = f"<body><article>{STORY}</article><script src='/cdn-cgi/challenge-platform/h/b.js'></script></body>"
    assert read(body, headers={"server": "cloudflare", "cf-ray": "8f"}).scope == "full_text"


@pytest.mark.parametrize("outcome", ["robots", "timeout", "too_large", "offline", "refused_by_policy", "tls_error"])
def test_a_recorded_outcome_is_the_reason(outcome: Reason) -> None:
    capture = Capture(ASKED, ASKED, 0, "", "2026-11-02T00:00:00Z", None, outcome=outcome)
    assert read_capture(capture, None).reason == outcome


def test_a_copy_that_a_person_added_is_read_whatever_its_outcome_says() -> None:
    assert read(f"<body><article>{STORY}</article></body>", outcome="added").scope == "full_text"


@pytest.mark.parametrize(
    "body",
    [
        "<head><title>Just a moment...</title></head><body><p>example.org needs to check your connection.</p></body>",
        "<head><title>Attention Required! | Cloudflare</title></head><body><h1>Sorry, you have been blocked</h1></body>",
        "<body><form id='challenge-form'></form><p>Checking your browser before you reach the site.</p></body>",
        "<body><iframe src='/_Incapsula_Resource?x'></iframe>Request unsuccessful. Incapsula incident ID: 7</body>",
        "<head><title>Access to this page has been denied</title></head><body><div id='px-captcha'></div></body>",
        "<body><p>Please enable JS and disable any ad blocker</p><script>'captcha-delivery.com'</script></body>",
    ],
)
def test_challenge_pages_are_blocked(body: str) -> None:
    assert read(body).reason == "blocked"


def test_a_story_about_challenges_is_read() -> None:
    head = "<head><title>Verify you are human: how checks for robots work</title></head>"
    text = (
        f"<article>{STORY}"
        + "<p>Such pages ask readers to verify you are human before they go on to the site.</p>" * 12
    )
    assert read(f"{head}<body>{text}</article></body>").scope == "full_text"


@pytest.mark.parametrize(
    "body",
    [
        "<head><title>Page not found | Example</title></head><body><h1>Oops</h1><p>Try our search.</p></body>",
        "<head><title>Example</title></head><body><h1>404</h1><p>Sorry.</p></body>",
        "<head><title>Example</title></head><body><p>The page you are looking for has gone. Try the menu.</p></body>",
        "<head><title>Example - Article not found</title></head><body><p>See our latest news.</p></body>",
    ],
)
def test_polite_not_found_pages_are_soft_404(body: str) -> None:
    assert read(body).reason == "soft_404"


@pytest.mark.parametrize(
    ("final", "reason"),
    [
        ("https://example.org/", "soft_404"),
        ("https://example.org/en-gb/", "soft_404"),
        ("https://example.org/search?q=spray", "soft_404"),
        ("https://example.org/en/home.html", "soft_404"),
        ("https://example.org/login?next=/news/2025/spray-a", None),
        ("https://example.org/news/2025/spray-a-helps-adults", None),
        ("https://www.example.com/archive/spray-a", None),
        ("https://consent.example.org/collect?continue=x", "consent_wall"),
    ],
)
def test_where_a_request_ended_tells(final: str, reason: Reason | None) -> None:
    assert read(f"<body><article>{STORY * 3}</article></body>", final=final).reason == reason


def test_a_study_of_missing_things_is_read() -> None:
    head = "<head><title>Not found: data missing from reports | Journal</title></head>"
    story = "<article><h1>Not found: data missing from reports</h1>" + f"<p>{SENTENCE}</p>" * 20
    assert read(f"{head}<body>{story}</article></body>").scope == "full_text"


@pytest.mark.parametrize(
    "body",
    [
        f"<body><h1>Spray A helps adults</h1><div>{NOTICE * 20}</div></body>",
        "<body><main><h1>Spray A helps adults</h1>" + f"<p>{NOTICE}</p>" * 20 + "</main></body>",
        f"<body><div class='cookie-wall'>{NOTICE}</div><h1>Spray A helps adults</h1><p>Health, 3 May.</p></body>",
    ],
)
def test_a_privacy_notice_in_place_of_the_work_is_a_consent_wall(body: str) -> None:
    assert read(body).reason == "consent_wall"


@pytest.mark.parametrize(
    "body",
    [
        f"<body><div id='p'>{NOTICE * 20}</div><article>{STORY}</article></body>",
        f"<body><article>{STORY}</article><div role='dialog'>{NOTICE * 20}</div></body>",
        f"<body><div>We use cookies. Accept all or manage your choices.</div><article>{STORY}</article></body>",
    ],
)
def test_a_notice_beside_the_work_is_left_out(body: str) -> None:
    reading = read(body)
    assert reading.scope == "full_text"
    assert "193 adults" in reading.text
    assert "cookies" not in reading.text


def test_a_study_of_cookies_and_consent_is_read() -> None:
    story = "<p>We gave 40 children two cookies a day after their parents had given their consent to the study.</p>" * 6
    assert read(f"<body><article><h1>Cookies and appetite</h1>{story}</article></body>").scope == "full_text"


@pytest.mark.parametrize(
    "body",
    [
        "<body><div id='root'></div><script src='/main.js'></script></body>",
        "<body><div id='__next'><p>Loading</p></div></body>",
        "<body><app-root></app-root><script src='/main.js'></script></body>",
        "<body><noscript>You need to enable JavaScript to run this app.</noscript><div class='x'></div></body>",
    ],
)
def test_pages_that_a_script_would_fill_are_shells(body: str) -> None:
    assert read(body).reason == "js_shell"


def test_a_page_that_was_filled_before_it_was_sent_is_read() -> None:
    filled = f"<body><div id='__next'><main>{STORY}</main></div><noscript>Please enable JavaScript.</noscript></body>"
    assert read(filled).scope == "full_text"
    assert read(f"<body><div id='root'><h1>Spray A</h1><p>{SENTENCE}</p></div></body>").scope == "full_text"


def test_a_login_form_in_place_of_the_work_is_a_login_wall() -> None:
    form = "<h1>Welcome</h1><form><input type='password'></form>"
    assert read(f"<body>{form}</body>").reason == "login_wall"
    assert read(f"<body>{form}<p>Please sign in.</p></body>", final="https://example.org/signin").reason == "login_wall"


def test_a_login_link_beside_the_work_is_no_wall() -> None:
    head = "<header><form><input type='password'></form><a href='/login'>Please sign in</a></header>"
    assert read(f"<body>{head}<article>{STORY}</article></body>").scope == "full_text"


SCHOLAR = "<meta name='citation_title' content='Spray A helps adults'><meta name='citation_doi' content='10.5555/a'>"
ABSTRACT = f"<section id='abstract'><h2>Abstract</h2><p>{SENTENCE} {SENTENCE}</p></section>"
BODY = f"<h2>Methods</h2><p>{SENTENCE * 13}</p><h2>Results</h2><p>{SENTENCE * 13}</p>"
PARTS = "".join(f"<h3>{part}</h3><p>{SENTENCE}</p>" for part in ("Objective", "Methods", "Results", "Conclusions"))


@pytest.mark.parametrize(
    ("head", "inside", "scope"),
    [
        (SCHOLAR, ABSTRACT + BODY, "full_text"),
        (SCHOLAR, ABSTRACT, "abstract"),
        (SCHOLAR, ABSTRACT + "<h2>Funding</h2><p>Example Fund.</p>", "abstract"),
        (SCHOLAR, ABSTRACT + BODY + "<p>Get full access to this article.</p>", "abstract"),
        (SCHOLAR, ABSTRACT + BODY + f"<p>{SENTENCE}</p>" * 80 + "<p>Get full access to more.</p>", "full_text"),
        (
            SCHOLAR + '<script type=\'application/ld+json\'>{"@type":"Article","isAccessibleForFree":false}</script>',
            ABSTRACT + BODY,
            "abstract",
        ),
        (
            SCHOLAR + "<meta name='citation_fulltext_world_readable' content=''>",
            ABSTRACT + BODY + "<p>Sign in or purchase a print.</p>",
            "full_text",
        ),
        (SCHOLAR, f"<p>{SENTENCE}</p>", "abstract"),
        (SCHOLAR, "<p>First Author, Second Author</p>", "metadata"),
        (SCHOLAR, PARTS, "abstract"),
        (SCHOLAR, f"<div class='abstract'><p><strong>Methods:</strong> {SENTENCE}</p></div>", "abstract"),
        ("", PARTS, "abstract"),
        (SCHOLAR, "<h2>Abstract</h2>" + PARTS.replace("h3", "h2"), "abstract"),
        (SCHOLAR, f"<h2>Abstract</h2><p>{SENTENCE} {SENTENCE}</p><h2>Results</h2><p>{SENTENCE}</p>", "abstract"),
        (SCHOLAR, PARTS + f"<h3>Case 1</h3><p>{SENTENCE}</p>", "full_text"),
        (SCHOLAR, PARTS + f"<p>{SENTENCE * 30}</p>", "full_text"),
        ("", f"<h2>Background</h2><p>{SENTENCE}</p><h2>Conclusion</h2><p>{SENTENCE}</p>", "full_text"),
        ("", f"<p>{SENTENCE}</p>", "full_text"),
        ("", f"<p>Press release, 1 July 2025.</p><p>{SENTENCE}</p>", "press_release"),
        ("", f"<p>{SENTENCE} The company said so in a press release.</p>", "full_text"),
    ],
)
def test_the_scope_says_how_much_of_the_work_was_read(head: str, inside: str, scope: Scope) -> None:
    body = f"<head>{head}</head><body><main><h1>Spray A helps adults</h1>{inside}</main></body>"
    assert read(body).scope == scope


def test_an_abstract_in_the_head_of_a_page_without_text_is_read_as_such() -> None:
    long = "<meta name='citation_abstract' content='" + f"{SENTENCE} " * 3 + "'>"
    body = "<body><main><h1>Spray A helps adults</h1><p>First Author</p></main></body>"
    reading = read(f"<head>{SCHOLAR}{long}</head>{body}")
    assert (reading.scope, [section.kind for section in reading.sections]) == ("abstract", ["title", "abstract"])
    teaser = (
        f"<meta name='description' content='{SENTENCE * 3}'><meta property='og:description' content='{SENTENCE * 3}'>"
    )
    assert read(f"<head>{SCHOLAR}{teaser}</head>{body}").scope == "metadata"


def test_a_paper_that_mentions_a_press_release_in_its_address_is_no_release() -> None:
    body = f"<head>{SCHOLAR}</head><body><main><h1>Spray A helps adults</h1>{ABSTRACT}{BODY}</main></body>"
    assert read(body, final="https://example.org/press-releases/2025/a").scope == "full_text"
    bare = f"<body><main>{STORY}</main></body>"
    assert read(bare, final="https://example.org/press-releases/2025/a").scope == "press_release"


def test_metadata_is_taken_in_the_order_of_trust() -> None:
    head = (
        "<title>Window | Site</title><meta property='og:title' content='Open graph'><meta name='DC.Title' content='Dublin'>"
        "<meta name='Citation_Title' content='Highwire'><meta name='citation_author' content='A, B'>"
        "<meta name='citation_author' content='C, D'><meta name='dc.date' content='2020-01-01'>"
        '<script type=\'application/ld+json\'>{"@type":"NewsArticle","headline":"Linked",'
        '"datePublished":"2024-05-06T07:00:00Z","author":{"name":"E F"}}</script>'
    )
    found = read(f"<head>{head}</head><body><article>{STORY}</article></body>").metadata
    assert (found.title, found.authors, found.date) == ("Highwire", ("A, B", "C, D"), "2024-05-06")
    assert "newsarticle" in found.types


@pytest.mark.parametrize(
    "data", ["{", "[" * 5000 + "]" * 5000, '{"@type": 7, "author": [[[]]], "datePublished": {}}', "null"]
)
def test_broken_linked_data_is_passed_over(data: str) -> None:
    head = f"<title>T</title><script type='application/ld+json'>{data}</script>"
    assert read(f"<head>{head}</head><body><article>{STORY}</article></body>").scope == "full_text"


@pytest.mark.parametrize(
    ("raw", "date"),
    [
        ("2024/9/19", "2024-09-19"),
        ("2025", "2025"),
        ("2024-05", "2024-05"),
        ("2024-05-06T07:00:00Z", "2024-05-06"),
        ("19/09/2024", "2024-09-19"),
        ("03/04/2024", "2024"),
        ("20240506", None),
        ("May 2024", "2024-05"),
    ],
)
def test_dates_are_read_only_as_far_as_they_are_certain(raw: str, date: str | None) -> None:
    assert iso_date(raw) == date


LEGAL = "The Company and its licensors hold every right in the texts and pictures of these pages, in all countries. "
RECORDS = (
    "<p>This notice explains how the Society and its affiliates handle records of readers. Records may hold names and "
    "e-mail addresses. They are kept for seven years, and may be passed to processors abroad. Readers may ask for "
    "erasure by writing to the secretary.</p>"
)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<head><title>Making sure you\u2019re not a bot!</title></head><body><p>Loading...</p></body>", "blocked"),
        (
            "<body><h1>A problem occurred</h1><p>Reference number: 8c2f</p><p>IP Address: 192.0.2.1</p></body>",
            "blocked",
        ),
        (
            "<head><title>Spray helps adults</title></head><body>" + RECORDS * 20 + "</body>",
            "consent_wall",
        ),
        (f"<body><div id='root'></div><script src='a.js'></script><p>{LEGAL * 8}</p></body>", "js_shell"),
        (
            (
                "<head><title>Journal of X</title></head><body><main><h1>Hello</h1><p>The article you\u2019re trying to reach has "
                f"moved or is unavailable.</p>{STORY * 4}</main></body>"
            ),
            "soft_404",
        ),
    ],
)
def test_walls_in_words_of_their_own_are_walls(body: str, reason: Reason) -> None:
    reading = read(body)
    assert (reading.scope, reading.reason) == ("none", reason)


@pytest.mark.parametrize(
    "body",
    [
        (
            f"<body><article>{STORY}<p>Each adult had a reference number, kept apart from the IP address.</p></article>"
            f"<p>{SENTENCE * 8}</p></body>"
        ),
        f"<head><title>Spray helps adults</title></head><body><article>{STORY * 2}</article>{RECORDS}</body>",
        f"<body><div id='root'></div><script src='a.js'></script><main>{STORY}</main></body>",
        f"<body><main>{STORY}<p>The clinic that you know has moved, and the article is unavailable.</p></main></body>",
        f"<body><main><h1>Moved</h1><p>The article of 2019 was removed from the list.</p>{STORY}</main></body>",
    ],
)
def test_what_only_shares_words_with_a_wall_is_read(body: str) -> None:
    assert read(body).scope == "full_text"
