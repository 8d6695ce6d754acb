//! What the site of a page is called, to tell it from titles and authors.

use crate::extract::html::fold;
use crate::extract::one_line;
use url::Url;

/// What a site may be called, folded to letters and digits.
pub(super) struct Site {
    /// The first name, as the page writes it.
    shown: String,
    names: Vec<String>,
    /// The labels of its host, without the last one.
    hosts: Vec<String>,
}

impl Site {
    /// What the page calls its site, and where it came from.
    pub(super) fn of(given: &[&str], base: Option<&Url>) -> Self {
        let labels = base.and_then(Url::host_str).unwrap_or_default().to_lowercase();
        let mut hosts: Vec<String> = labels.split('.').map(fold).collect();
        hosts.pop();
        hosts.retain(|label| label.len() >= 3 && !matches!(label.as_str(), "www" | "com"));
        let names = given.iter().map(|name| fold(name)).filter(|name| !name.is_empty());
        let shown = given.first().map(|name| one_line(name)).unwrap_or_default();
        Self { shown, names: names.collect(), hosts }
    }

    /// Adds a name that the page calls its site by.
    pub(super) fn is_also(&mut self, name: &str) {
        let name = fold(name);
        if !name.is_empty() {
            self.names.push(name);
        }
    }

    /// What the page calls its site; empty where it does not say.
    pub(super) fn shown(&self) -> &str {
        &self.shown
    }

    /// Whether an address is that of the site's front page; of any site where it is not known where the page is from.
    pub(super) fn is_front(&self, address: &str) -> bool {
        let path = match address.split_once("://") {
            Some((_, rest)) => {
                let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
                let labels: Vec<&str> = host.split('.').collect();
                let own = self.hosts.is_empty()
                    || labels.iter().any(|label| self.hosts.contains(&fold(label)));
                if !own {
                    return false;
                }
                path
            }
            None => match address.strip_prefix('/') {
                Some(path) => path,
                None => return false,
            },
        };
        matches!(path, "" | "index.html" | "index.php" | "home")
    }

    /// Whether this is the site's name and nothing else.
    pub(super) fn is_named(&self, text: &str) -> bool {
        let text = fold(text);
        self.names.contains(&text) || self.hosts.contains(&text)
    }

    /// Whether these words name the site, perhaps shorter or longer than it calls itself.
    pub(super) fn is_part(&self, words: &str) -> bool {
        let words = fold(words);
        let size = words.chars().count();
        let within = |whole: &str, part: &str| {
            whole.contains(part) && part.chars().count() * 2 >= whole.chars().count()
        };
        words.is_empty()
            || self.names.iter().any(|name| {
                *name == words || (size >= 3 && name.contains(&words)) || within(&words, name)
            })
            || self.hosts.iter().any(|host| {
                *host == words || (size >= 5 && host.contains(&words)) || within(&words, host)
            })
    }
}
