//! Whether a newer version of an article can be what it claims to be.

use crate::{anchor::Diff, text::Text};

crate::words! {
    /// Why a newer version of an article is kept without being made the one that is read.
    Doubt {
        /// It says that the page was not found, or could not be shown.
        ErrorPage = "error_page",
        /// It asks to sign in, to subscribe or to prove to be a person.
        Wall = "wall",
        /// Most of the text that was there is gone.
        Lost = "lost",
    }
}

/// Words of an old text from which on its loss is noticed.
const ENOUGH: u32 = 60;

/// Words of a page that says that there is nothing to read, at most.
const SHORT: u32 = 400;

/// Share of the old words that must be left.
const LEFT: f64 = 0.3;

/// What error pages say, folded to lower case.
const ERRORS: &[&str] = &[
    "404",
    "403 forbidden",
    "500 internal",
    "502 bad gateway",
    "503 service",
    "page not found",
    "not be found",
    "no longer available",
    "page doesn't exist",
    "page does not exist",
    "something went wrong",
    "access denied",
    "has been removed",
    "seite nicht gefunden",
    "page introuvable",
    "página no encontrada",
    "temporarily unavailable",
];

/// What walls say.
const WALLS: &[&str] = &[
    "sign in",
    "log in",
    "login",
    "subscribe to",
    "subscribers only",
    "to continue reading",
    "to read the rest",
    "already a subscriber",
    "create a free account",
    "register to",
    "enable javascript",
    "verify you are human",
    "are you a robot",
    "checking your browser",
    "captcha",
    "accept cookies",
    "anmelden",
    "abonnieren",
    "s'abonner",
    "abonnez-vous",
    "réservé aux abonnés",
    "iniciar sesión",
    "suscríbete",
];

/// Why a newer text should not replace an older one unasked; none where nothing speaks against it.
pub fn doubt(old: &Text, new: &Text) -> Option<Doubt> {
    let (before, after) = (old.words(), new.words());
    if before < ENOUGH || old.as_str() == new.as_str() {
        return None;
    }
    let left = Diff::between(old, new).kept();
    let lost = left < LEFT;
    if !lost && after >= SHORT.min(before / 2) {
        return None;
    }
    let says = |phrases: &[&str]| {
        let text = new.as_str().replace('’', "'").to_lowercase();
        phrases.iter().any(|phrase| text.contains(phrase))
    };
    if after < SHORT && says(ERRORS) {
        Some(Doubt::ErrorPage)
    } else if after < SHORT.max(before / 2) && says(WALLS) {
        Some(Doubt::Wall)
    } else if lost {
        Some(Doubt::Lost)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article() -> String {
        (0..40)
            .map(|n| format!("Sentence {n} tells of the harbour and of {} boats. ", n * 7))
            .collect()
    }

    fn check(new: &str, expected: Option<Doubt>) {
        assert_eq!(doubt(&Text::new(article()), &Text::new(new.into())), expected, "{new:.60}");
    }

    #[test]
    fn what_is_no_newer_version() {
        check("404\nPage not found", Some(Doubt::ErrorPage));
        check("Please sign in to go on reading.", Some(Doubt::Wall));
        let cut: String = article().chars().take(150).collect();
        check(&format!("{cut}… Subscribe to read the rest of this article."), Some(Doubt::Wall));
        check(&cut, Some(Doubt::Lost));
        check("", Some(Doubt::Lost));
        check(&"Quite another story about mountains and goats. ".repeat(60), Some(Doubt::Lost));
    }

    #[test]
    fn what_is_one() {
        check(&article(), None);
        check(&format!("Sign in · Subscribe to our letter\n{}", article()), None);
        check(&article().replace("boats", "ships"), None);
        let half: String = article().chars().take(article().len() * 6 / 10).collect();
        check(&half, None);
        assert_eq!(doubt(&Text::new("A few words.".into()), &Text::new("404".into())), None);
    }
}
