"""Walls and notices in other languages than English, and works in them that only look like one."""

import pytest

from pipeline.records.source import Capture, Reading, Reason
from pipeline.sources import read_capture

ASKED = "https://example.org/news/2025/spray-a"
GERMAN_NOTICE = """Wir nehmen den Schutz Ihrer personenbezogenen Daten ernst und sagen Ihnen hier, was wir speichern.
Wir und unsere Partner setzen Cookies ein und verarbeiten Daten von Ihrem Gerät, um personalisierte Anzeigen zu zeigen.
Unsere Partner stützen sich dabei auf ein berechtigtes Interesse; Sie können dem in unserer Datenschutzerklärung widersprechen.
Mit einem Klick auf Alle akzeptieren geben Sie uns Ihre Einwilligung, die Sie jederzeit widerrufen können."""
FRENCH_NOTICE = """Avec votre consentement, nous et nos partenaires utilisons des cookies ou des traceurs sur votre appareil.
Nous traitons ainsi vos données personnelles pour vous proposer de la publicité et pour la mesure d'audience de notre site.
Certains de nos partenaires se fondent sur leur intérêt légitime; vous trouverez plus dans notre politique de confidentialité.
Vous pouvez tout accepter ou tout refuser, et retirer votre consentement à tout moment en revenant sur notre site."""
SPANISH_NOTICE = """Con su consentimiento, nosotros y nuestros socios utilizamos cookies para guardar datos en su dispositivo.
Tratamos sus datos personales para mostrarle publicidad, y algunos terceros lo hacen por su interés legítimo.
Puede aceptar todas o rechazar todo; en nuestra política de privacidad le explicamos cómo retirar su consentimiento.
Nuestro sitio guarda sus preferencias durante un año y nuestros socios guardan sus datos personales algo más."""


def read(body: str, title: str = "Beispiel") -> Reading:
    capture = Capture(ASKED, ASKED, 200, "text/html", "2026-11-02T00:00:00Z", "b")
    page = f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{body}</body></html>"
    return read_capture(capture, page.encode())


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Seite nicht gefunden | Beispiel", "Bitte prüfen Sie die Adresse oder gehen Sie zurück zur Startseite der Klinik."),
        ("Beispiel", "Die angeforderte Seite konnte leider nicht gefunden werden. Vielleicht hilft Ihnen die Suche weiter."),
        ("Page introuvable - Exemple", "Vérifiez l'adresse ou revenez à la page d'accueil de notre journal pour continuer."),
        ("Exemple", "La page que vous recherchez n'existe pas ou n'existe plus. Revenez à la page d'accueil du site."),
        ("Página no encontrada", "Vuelva a la página de inicio o utilice el buscador para encontrar lo que desea leer."),
        ("Ejemplo", "Lo sentimos, la página que está buscando ya no está disponible en este sitio. Use el buscador."),
        ("Pagina non trovata", "Torna alla pagina iniziale oppure usa la ricerca per trovare quello che desideri leggere."),
        ("Página não encontrada", "Volte para a página inicial ou use a busca para encontrar aquilo que deseja ler aqui."),
        ("Pagina niet gevonden", "Ga terug naar de beginpagina of gebruik de zoekfunctie om te vinden wat u zoekt hier."),
        ("Sidan hittades inte", "Gå tillbaka till startsidan eller använd sökningen för att hitta det som du vill läsa."),
    ],
)  # fmt: skip
def test_a_polite_not_found(title: str, words: str) -> None:
    reading = read(f"<h1>Hallo</h1><p>{words}</p>", title)
    assert (reading.scope, reading.reason) == ("none", "soft_404")


@pytest.mark.parametrize("notice", [GERMAN_NOTICE, FRENCH_NOTICE, SPANISH_NOTICE])
@pytest.mark.parametrize("times", [1, 12])
def test_a_consent_wall_of_any_length(notice: str, times: int) -> None:
    reading = read("<h1>Cookies</h1>" + "".join(f"<p>{line}</p>" for line in notice.split("\n") * times), "Cookies")
    assert (reading.scope, reading.reason) == ("none", "consent_wall")


@pytest.mark.parametrize(
    ("title", "words", "reason"),
    [
        ("Nur einen Moment …", "Wir prüfen die Sicherheit Ihrer Verbindung.", "blocked"),
        ("Beispiel", "Bitte bestätigen Sie, dass Sie ein Mensch sind.", "blocked"),
        ("Accès refusé", "Vous ne pouvez pas voir cette page.", "blocked"),
        ("Exemple", "Vérifiez que vous êtes humain pour continuer.", "blocked"),
        ("Un momento…", "Comprobamos la seguridad de su conexión.", "blocked"),
        ("Beispiel", "Bitte melden Sie sich an, um den Artikel zu lesen.", "login_wall"),
        ("Exemple", "Cet article est réservé aux abonnés de notre journal.", "login_wall"),
        ("Ejemplo", "Contenido exclusivo para suscriptores de este diario.", "login_wall"),
        ("Esempio", "Contenuto riservato agli abbonati di questo giornale.", "login_wall"),
        ("Beispiel", "Bitte aktivieren Sie JavaScript in Ihrem Browser.", "js_shell"),
    ],
)
def test_challenges_logins_and_shells(title: str, words: str, reason: Reason) -> None:
    reading = read(f"<p>{words}</p>", title)
    assert (reading.scope, reading.reason) == ("none", reason)


GERMAN = (
    "In der Klinik erhielten 193 Erwachsene das Spray oder ein Placebo und wurden acht Wochen lang begleitet. "
    "Die Forscher fanden bei 42 von ihnen eine deutliche Besserung, die bis zum Ende der Beobachtung anhielt. "
)
PRIVACY_STUDY = (
    "In 60 Praxen fragten die Forscher, wie der Datenschutz die Arbeit mit Patienten verändert hat. "
    "Die Pflegekräfte berichteten, dass die Einwilligung im Mittel vier Minuten je Gespräch in Anspruch nahm. "
)
FRENCH = (
    "Dans cet essai, 193 adultes ont reçu le spray ou un placebo et ont été suivis pendant huit semaines. "
    "Une personne introuvable après la page de garde du dossier a été comptée parmi les perdus de vue. "
)


@pytest.mark.parametrize(
    ("words", "title"),
    [
        (GERMAN * 5, "Spray hilft Erwachsenen"),
        (PRIVACY_STUDY * 5, "Datenschutz in Praxen: eine Befragung"),
        (FRENCH * 5, "Un spray aide des adultes"),
        (GERMAN * 5 + "Bitte melden Sie sich an, um unseren Newsletter zu lesen.", "Spray hilft Erwachsenen"),
    ],
)
def test_works_in_other_languages_are_read(words: str, title: str) -> None:
    reading = read(f"<main><h1>{title}</h1><p>{words}</p></main>", title)
    assert (reading.scope, reading.reason) == ("full_text", None)
