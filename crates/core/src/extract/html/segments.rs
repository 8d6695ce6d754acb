//! The visible text of a page in segments: runs of text between the borders of block elements, in document order.
//!
//! Segments are what is kept or left out, so the article and its receipt together hold every word of the page.

use crate::dom::{self, Go, Name, Step};
use crate::text::count_words;
use dom_query::{Document, NodeId, NodeRef};

/// A block element that holds segments, with what its segments add up to.
pub(super) struct Holder {
    /// The element.
    pub(super) node: NodeId,
    /// The holder around it; the first holder is its own.
    pub(super) parent: usize,
    /// Holders around it.
    pub(super) depth: u16,
    /// Local name.
    pub(super) name: Name,
    /// Class, id, role and test names in lower case, as cues to what it is.
    pub(super) label: String,
    /// Whether the page hides it.
    pub(super) hidden: bool,
    /// Words of all segments in it.
    pub(super) words: u32,
    /// Words of them that are links.
    pub(super) linked: u32,
    /// Words of its running text: segments long enough, and with few enough links, to be sentences.
    pub(super) prose: u32,
    /// Segments in it.
    pub(super) segments: u32,
    /// Blocks in it that are neither items nor text of items.
    pub(super) boxes: u32,
}

/// A run of text without a border of a block in it.
pub(super) struct Segment {
    /// The text on one line.
    pub(super) text: String,
    /// Words; a CJK character counts as one.
    pub(super) words: u32,
    /// Words inside links.
    pub(super) linked: u32,
    /// Links.
    pub(super) links: u32,
    /// The innermost holder.
    pub(super) holder: usize,
    /// The text nodes it is made of.
    pub(super) nodes: Vec<NodeId>,
    /// Whether inline emphasis of headings or bylines wraps all of it.
    pub(super) strong: bool,
    /// Inside a button or another control.
    pub(super) control: bool,
    /// A second drawing of what stands beside it, or a mark of the page for its editors.
    pub(super) left_out: bool,
}

/// A page in segments.
pub(super) struct Segments {
    /// In document order.
    pub(super) all: Vec<Segment>,
    /// In document order; the first is the page itself.
    pub(super) holders: Vec<Holder>,
}

/// Words from which on a segment can be a sentence.
const SENTENCE: u32 = 10;

impl Segments {
    /// Reads the segments below a node.
    pub(super) fn of(root: &NodeRef<'_>) -> Self {
        let mut reader = Reader::new(root);
        dom::walk(root, |step| reader.step(&step));
        reader.end();
        let mut segments = Self { all: reader.all, holders: reader.holders };
        segments.add_up();
        segments
    }

    /// The holders around a segment, the innermost first.
    pub(super) fn around(&self, segment: &Segment) -> impl Iterator<Item = &Holder> {
        self.chain(segment.holder).filter_map(|at| self.holders.get(at))
    }

    /// Whether each item of a list is one line of text, so that the list is one thing.
    pub(super) fn is_plain_list(&self, list: &Holder) -> bool {
        // A list of posts has boxes in its items.
        matches!(list.name.as_str(), "ul" | "ol") && list.boxes == 0
    }

    /// A key that segments of the same template share: the names and labels of three holders around them.
    pub(super) fn shape(&self, segment: &Segment) -> u64 {
        let mut key = 0_u64;
        for holder in self.around(segment).take(3) {
            for byte in holder.name.bytes().chain(holder.label.bytes().take(40)) {
                key = (key ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
            key = key.rotate_left(17);
        }
        key
    }

    /// Whether a segment lies in the innermost holder that two others share.
    pub(super) fn encloses(&self, segment: &Segment, from: usize, to: usize) -> bool {
        let holder = |at: usize| self.all.get(at).map_or(0, |segment| segment.holder);
        let above: Vec<usize> = self.chain(holder(from)).collect();
        let shared = self.chain(holder(to)).find(|at| above.contains(at)).unwrap_or_default();
        self.chain(segment.holder).any(|at| at == shared)
    }

    /// A holder's place and those of the holders around it.
    pub(super) fn chain(&self, from: usize) -> impl Iterator<Item = usize> {
        let next = |at: &usize| {
            self.holders.get(*at).map(|holder| holder.parent).filter(|parent| parent != at)
        };
        std::iter::successors(Some(from), next)
    }

    fn add_up(&mut self) {
        for segment in &self.all {
            let Some(holder) = self.holders.get_mut(segment.holder) else { continue };
            holder.words += segment.words;
            holder.linked += segment.linked;
            holder.segments += 1;
            if segment.is_prose() {
                holder.prose += segment.words;
            }
        }
        // Parents stand before their children.
        for at in (1..self.holders.len()).rev() {
            let Some(holder) = self.holders.get(at) else { continue };
            let (parent, words, linked, prose, segments) =
                (holder.parent, holder.words, holder.linked, holder.prose, holder.segments);
            let boxes =
                holder.boxes + u32::from(!matches!(holder.name.as_str(), "li" | "p" | "ul" | "ol"));
            if let Some(parent) = self.holders.get_mut(parent) {
                parent.words += words;
                parent.linked += linked;
                parent.prose += prose;
                parent.segments += segments;
                parent.boxes += boxes;
            }
        }
    }
}

impl Segment {
    /// The text with a space between any two elements, which a style sheet may set apart.
    pub(super) fn apart(&self, page: &Document) -> String {
        let mut out = String::new();
        for node in self.nodes.iter().filter_map(|id| page.tree.get(id)) {
            dom::with_text(&node, |text| out.push_str(text));
            out.push(' ');
        }
        crate::extract::one_line(&out)
    }

    /// Whether this is running text.
    pub(super) fn is_prose(&self) -> bool {
        self.words >= SENTENCE && self.linked * 2 < self.words
    }
}

struct Reader {
    all: Vec<Segment>,
    holders: Vec<Holder>,
    holder: usize,
    text: String,
    linked_text: String,
    nodes: Vec<NodeId>,
    links: u32,
    /// Open links, emphasis and controls.
    link: u32,
    strong: u32,
    control: u32,
    all_strong: bool,
    any_control: bool,
    /// Open elements that are left out.
    left_out: u32,
}

impl Reader {
    fn new(root: &NodeRef<'_>) -> Self {
        let page = Holder {
            node: root.id,
            parent: 0,
            depth: 0,
            name: dom::name(root),
            label: String::new(),
            hidden: false,
            words: 0,
            linked: 0,
            prose: 0,
            segments: 0,
            boxes: 0,
        };
        Self {
            all: Vec::new(),
            holders: vec![page],
            holder: 0,
            text: String::new(),
            linked_text: String::new(),
            nodes: Vec::new(),
            links: 0,
            link: 0,
            strong: 0,
            control: 0,
            all_strong: true,
            any_control: false,
            left_out: 0,
        }
    }

    fn step(&mut self, step: &Step<'_>) -> Go {
        match step {
            Step::Open(node) => {
                let Some(name) = node.qual_name_ref() else { return Go::In };
                let name: &str = &name.local;
                if is_invisible(name) || node.has_attr("data-noanchor") {
                    return Go::Past;
                }
                let left_out = is_left_out(node);
                if is_border(name) || left_out {
                    self.end();
                    self.open(node);
                }
                self.left_out += u32::from(left_out);
                match name {
                    "a" if is_link(node) => {
                        self.link += 1;
                        self.links += 1;
                    }
                    "strong" | "b" => self.strong += 1,
                    "button" | "select" | "label" | "option" | "textarea" => self.control += 1,
                    "br" => self.text.push(' '),
                    _ => {}
                }
            }
            Step::Close(node) => {
                let Some(name) = node.qual_name_ref() else { return Go::In };
                let name: &str = &name.local;
                match name {
                    "a" if is_link(node) => self.link = self.link.saturating_sub(1),
                    "strong" | "b" => self.strong = self.strong.saturating_sub(1),
                    "button" | "select" | "label" | "option" | "textarea" => {
                        self.control = self.control.saturating_sub(1);
                        self.text.push(' ');
                    }
                    _ => {}
                }
                let left_out = is_left_out(node);
                if is_border(name) || left_out {
                    self.end();
                    self.left_out -= u32::from(left_out);
                    self.holder = self.holders.get(self.holder).map_or(0, |holder| holder.parent);
                }
            }
            Step::Text(node) => dom::with_text(node, |text| {
                self.nodes.push(node.id);
                self.text.push_str(text);
                if self.link > 0 {
                    self.linked_text.push_str(text);
                    self.linked_text.push(' ');
                }
                if !text.trim().is_empty() {
                    self.all_strong &= self.strong > 0;
                    self.any_control |= self.control > 0;
                }
            }),
        }
        Go::In
    }

    fn open(&mut self, node: &NodeRef<'_>) {
        let mut label = String::new();
        let mut hidden = false;
        if let Some(element) = node.element_ref() {
            for attribute in &element.attrs {
                match &*attribute.name.local {
                    "class" | "id" | "role" | "data-testid" | "data-component" | "itemprop" => {
                        label.push_str(&attribute.value.to_ascii_lowercase());
                        label.push(' ');
                    }
                    "hidden" => hidden = true,
                    "aria-hidden" => hidden |= &*attribute.value == "true",
                    "style" => {
                        let style: String =
                            attribute.value.chars().filter(|c| !c.is_whitespace()).collect();
                        hidden |=
                            style.contains("display:none") || style.contains("visibility:hidden");
                    }
                    _ => {}
                }
            }
        }
        let depth = self.holders.get(self.holder).map_or(0, |holder| holder.depth) + 1;
        self.holders.push(Holder {
            node: node.id,
            parent: self.holder,
            depth,
            name: dom::name(node),
            label,
            hidden,
            words: 0,
            linked: 0,
            prose: 0,
            segments: 0,
            boxes: 0,
        });
        self.holder = self.holders.len() - 1;
    }

    fn end(&mut self) {
        let text = crate::extract::one_line(&self.text);
        let nodes = std::mem::take(&mut self.nodes);
        if !text.is_empty() {
            let linked =
                if self.linked_text.is_empty() { 0 } else { count_words(&self.linked_text) };
            self.all.push(Segment {
                words: count_words(&text),
                linked,
                links: self.links,
                holder: self.holder,
                nodes,
                strong: self.all_strong,
                control: self.any_control,
                left_out: self.left_out > 0,
                text,
            });
        }
        self.text.clear();
        self.linked_text.clear();
        self.links = 0;
        self.all_strong = true;
        self.any_control = false;
    }
}

/// The attribute of elements that mending set aside: their text stands in the receipt and not in the article.
pub(super) const LEFT_OUT: &str = "data-left-out";

/// Whether an element was set aside, or is a mark beside a heading for editors and for linking.
fn is_left_out(node: &NodeRef<'_>) -> bool {
    let Some(element) = node.element_ref() else { return false };
    element.attrs.iter().any(|attribute| match &*attribute.name.local {
        LEFT_OUT => true,
        "class" => {
            const MARKS: &[&str] = &[
                "mw-editsection",
                "headerlink",
                "anchorjs-link",
                "heading-anchor",
                "anchor-link",
                "header-anchor",
                "katex-html",
                "MathJax_Preview",
                "MathJax",
                "MathJax_SVG",
                "MathJax_Display",
                "MJX_Assistive_MathML",
                "hash-link",
                "heading-link",
                "section-link",
                "permalink-heading",
            ];
            attribute.value.split_ascii_whitespace().any(|class| MARKS.contains(&class))
        }
        _ => false,
    })
}

/// Elements at whose borders a segment ends.
pub(super) fn is_border(name: &str) -> bool {
    dom::is_block(name) || matches!(name, "td" | "th" | "button" | "select" | "option" | "textarea")
}

/// Whether an `a` leads somewhere: old pages name places with it, such as what a person of a play says.
fn is_link(node: &NodeRef<'_>) -> bool {
    node.has_attr("href") || !(node.has_attr("name") || node.has_attr("id"))
}

/// Elements whose text a reader with scripts never sees.
fn is_invisible(name: &str) -> bool {
    matches!(
        name,
        "head"
            | "script"
            | "style"
            | "template"
            | "noscript"
            | "title"
            | "svg"
            | "iframe"
            | "object"
            | "canvas"
            | "video"
            | "audio"
            | "annotation"
            | "annotation-xml"
    )
}
