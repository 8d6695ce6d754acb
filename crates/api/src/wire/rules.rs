//! Rules for the pages of sites.

wire! {
    /// A rule for a site's pages.
    RuleView {
        /// Rule id.
        id: String,
        /// The site's host, without `www.`.
        host: String,
        /// Keep such blocks; else leave them out.
        keep: bool,
        /// What they are known by: elements from the outside inwards with words of their classes, such as
        /// `aside.note p`.
        mark: String,
        /// How such a block begins.
        example: String,
    }

    /// A rule to add or to change.
    RuleSave {
        /// Rule id; none for a new one.
        #[serde(default)]
        #[ts(optional = nullable)]
        id: Option<String>,
        /// The site: a host or an address.
        host: String,
        /// Keep such blocks; else leave them out.
        keep: bool,
        /// What they are known by.
        mark: String,
        /// How such a block begins; none leaves what is known.
        #[serde(default)]
        #[ts(optional = nullable)]
        example: Option<String>,
    }

    /// A block that is to be kept on every page of its site.
    RuleAlways {
        /// The capture whose receipt lists it; `conflict` if it is no longer current.
        capture: String,
        /// Its place in the receipt's list.
        block: u32,
        /// A name chosen by the caller for progress events and cancelling.
        #[serde(default)]
        #[ts(optional = nullable)]
        task: Option<String>,
    }

    /// A passage whose blocks are to be left out on every page of its site.
    RuleLeaveOut {
        /// The capture that is read; `conflict` if it is no longer current.
        capture: String,
        /// First UTF-16 unit.
        start: u32,
        /// One after the last unit.
        end: u32,
        /// A name chosen by the caller for progress events and cancelling.
        #[serde(default)]
        #[ts(optional = nullable)]
        task: Option<String>,
    }
}
