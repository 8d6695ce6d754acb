//! Words that speak of furniture: in the names of classes, in the names of elements, and in short texts.
//!
//! The trees of the judge know the groups by their order: a new word may join a group, a new group means growing anew.

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use std::sync::LazyLock;

/// Finds the words of [`LABELS`].
pub(super) static IN_LABELS: LazyLock<Finder> = LazyLock::new(|| Finder::of(LABELS));
/// Finds the words of [`CUES`].
pub(super) static IN_TEXT: LazyLock<Finder> = LazyLock::new(|| Finder::of(CUES));

/// Finds the words of all groups in one pass over a text.
pub(super) struct Finder {
    /// None where there are more words than an automaton can hold, which is never.
    words: Option<AhoCorasick>,
    /// The bit of each word's group.
    bits: Vec<u64>,
}

impl Finder {
    fn of(groups: &[&[&str]]) -> Self {
        let words = groups.iter().flat_map(|words| words.iter());
        let words = AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).build(words).ok();
        let bits = (0..).zip(groups).flat_map(|(at, words)| words.iter().map(move |_| 1 << at));
        Self { words, bits: bits.collect() }
    }

    /// A bit for every group of which a word stands in the text, in the order of the groups.
    pub(super) fn groups(&self, text: &str) -> u64 {
        let found = self.words.iter().flat_map(|words| words.find_overlapping_iter(text));
        found.fold(0, |bits, found| {
            bits | self.bits.get(found.pattern().as_usize()).copied().unwrap_or_default()
        })
    }
}

/// Groups of words in names of classes and ids, in lower case, and what they speak of.
pub(super) const LABELS: &[&[&str]] = &[
    &["comment", "disqus"],
    &["share", "social", "sharing", "follow"],
    &[
        "relat",
        "recommend",
        "more-",
        "popular",
        "trending",
        "read-next",
        "also",
        "suggest",
        "similar",
        "latest",
    ],
    &["sidebar", "aside", "widget", "rail", "complementary"],
    &["foot", "contentinfo", "copyright", "legal", "disclaimer"],
    &["nav", "menu", "breadcrumb", "crumb", "toolbar"],
    &["promo", "advert", "banner", "sponsor", "ad-", "ads", "dfp", "cta", "outbrain", "taboola"],
    &["meta", "byline", "author", "date", "timestamp", "published", "info", "bio"],
    &["tag", "categor", "topic", "keyword"],
    &[
        "subscri",
        "newsletter",
        "signup",
        "sign-up",
        "login",
        "register",
        "form",
        "donat",
        "paywall",
    ],
    &["cookie", "consent", "modal", "popup", "overlay", "gdpr", "dialog", "toast", "alert"],
    &["hidden", "sr-only", "screen-reader", "visually", "collapse", "noprint"],
    &["pagin", "pager", "prev", "next"],
    &["header", "masthead", "hero", "topbar"],
    &["caption", "credit", "copyright", "figure", "image", "photo", "gallery", "media"],
    &["card", "teaser", "tile", "item", "grid", "list", "result", "feed", "carousel", "slide"],
    &["price", "product", "cart", "shop", "buy", "woocommerce"],
    &["question", "answer", "message", "reply", "thread", "forum", "topic"],
    &["toc", "table-of-contents", "index", "outline"],
    &["content", "body", "prose", "markdown", "rich-text", "wysiwyg", "text"],
    &["article", "entry", "story", "post", "blog"],
    &["main", "primary"],
    &[
        "title",
        "headline",
        "heading",
        "subtitle",
        "dek",
        "lead",
        "summary",
        "intro",
        "standfirst",
        "excerpt",
    ],
    &["faq", "accordion", "tab", "panel", "toggle"],
];

/// Names of elements that say what lies in them.
pub(super) const ELEMENTS: &[&[&str]] = &[
    &["nav"],
    &["header"],
    &["footer"],
    &["aside"],
    &["form", "fieldset"],
    &["main"],
    &["article"],
    &["section"],
    &["ul", "ol", "menu"],
    &["table"],
    &["figure"],
    &["blockquote"],
    &["dl"],
    &["pre"],
];

/// Groups of words in short texts that speak of furniture.
pub(super) const CUES: &[&[&str]] = &[
    &[
        "share",
        "tweet",
        "facebook",
        "twitter",
        "linkedin",
        "whatsapp",
        "pinterest",
        "instagram",
        "email this",
        "print",
        "copy link",
        "teilen",
    ],
    &[
        "subscribe",
        "newsletter",
        "sign up",
        "sign in",
        "log in",
        "login",
        "register",
        "join ",
        "inbox",
        "abonn",
        "follow us",
    ],
    &[
        "cookie",
        "privacy",
        "terms",
        "copyright",
        "©",
        "all rights",
        "reserved",
        "disclaimer",
        "legal",
        "policy",
        "datenschutz",
    ],
    &[
        "related",
        "recommended",
        "you may",
        "you might",
        "also like",
        "read more",
        "read next",
        "more from",
        "more on",
        "popular",
        "trending",
        "latest",
        "see also",
        "read also",
        "most read",
        "previous",
        "next",
    ],
    &["comment", "reply", "replies", "leave a", "repl", "likes", "upvote", "permalink", "report"],
    &[
        "posted",
        "published",
        "updated",
        "min read",
        "minute read",
        "written by",
        "reviewed by",
        "last modified",
        " ago",
        "edited by",
        "by ",
    ],
    &[
        "menu",
        "home",
        "search",
        "skip to",
        "toggle",
        "navigation",
        "contact us",
        "about us",
        "back to",
        "close",
        "loading",
        "javascript",
        "browser",
    ],
    &["advert", "sponsored", "promot", "anzeige", "ad ", "affiliate", "commission", "disclosure"],
    &[
        "buy",
        "cart",
        "price",
        "$",
        "€",
        "£",
        "in stock",
        "shipping",
        "checkout",
        "discount",
        "% off",
        "quote",
        "call us",
        "book now",
        "learn more",
        "get started",
        "free trial",
        "download",
        "contact",
        "apply now",
    ],
    &[
        "image", "photo", "picture", "credit", "getty", "reuters", "caption", "source:", "video",
        "watch", "listen",
    ],
    &["tags", "filed under", "categories", "topics", "posted in", "tagged"],
    &[
        "about the author",
        "is a writer",
        "is a freelance",
        "is the author",
        "contributor",
        "staff writer",
        "journalist",
        "editor at",
        "view all posts",
    ],
];
