//! Documents that a program for writing saved as a page: all of it is the article, but what the program adds of its own.
//! Their lists are mended, which such programs draw in ways of their own.

use crate::dom;
use crate::extract::html::segments::LEFT_OUT;
use dom_query::{Document, NodeRef};

/// Whether a page was written in a program for documents and not for the web.
pub(in crate::extract::html) fn is_document(page: &Document) -> bool {
    const PROGRAMS: &[&str] = &[
        "microsoft word",
        "libreoffice",
        "openoffice",
        "cocoa html writer",
        "evernote",
        "apple notes",
        "abiword",
    ];
    let root = page.html_root();
    let made_by = |meta: &NodeRef<'_>| {
        let name = dom::attr(meta, "name").unwrap_or_default().to_ascii_lowercase();
        let content = dom::attr(meta, "content").unwrap_or_default().to_ascii_lowercase();
        matches!(&*name, "generator" | "exporter-version")
            && PROGRAMS.iter().any(|program| content.starts_with(program))
    };
    if page.head().is_some_and(|head| dom::elements(&head, &["meta"]).iter().any(made_by)) {
        return true;
    }
    let body = page.body().unwrap_or(root);
    has_class(&body, "doc-content") || notion(&body).is_some()
}

/// The page of a Notion export.
fn notion<'a>(body: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    let article = body.children_it(false).find(|child| dom::name(child) == "article")?;
    let inside = |class: &str| article.children_it(false).any(|child| has_class(&child, class));
    (has_class(&article, "page") && inside("page-body")).then_some(article)
}

fn has_class(node: &NodeRef<'_>, name: &str) -> bool {
    node.class().is_some_and(|class| class.split_ascii_whitespace().any(|own| own == name))
}

/// Mends a document: what the program added is set aside, and lists become lists.
pub(super) fn mend(page: &Document, root: &NodeRef<'_>) {
    added(root);
    for line in dom::elements(root, &["div"]) {
        if dom::attr(&line, "style").is_some_and(|style| style.contains("-en-codeblock:true")) {
            line.rename("pre");
        }
    }
    boxes_to_tick(page, root);
    let items = dom::elements(root, &["p"]);
    word_lists(page, &items);
    let lists = dom::elements(root, &["ul", "ol"]);
    join_lists(&lists);
}

/// Banners, tables of properties and contents that the program put around the text.
fn added(root: &NodeRef<'_>) {
    for node in dom::elements(root, &["div", "table", "nav"]) {
        let id = node.id_attr().unwrap_or_default();
        let banner = matches!(&*id, "banners" | "header" | "footer" | "title-banner")
            && node
                .next_sibling()
                .is_some_and(|next| next.id_attr().as_deref() == Some("contents"));
        let properties = has_class(&node, "properties")
            || has_class(&node, "page-header-icon")
            || has_class(&node, "table_of_contents");
        // The first lines of a note as Evernote exports it: when and by whom it was written.
        let note = dom::name(&node) == "table"
            && dom::attr(&node, "bgcolor").is_some_and(|color| color == "#D4DDE5");
        if banner || properties || note {
            node.set_attr(LEFT_OUT, "");
        }
    }
}

/// Boxes to tick, in lists or not, become signs.
fn boxes_to_tick(page: &Document, root: &NodeRef<'_>) {
    for node in dom::elements(root, &["input", "div"]) {
        let ticked = if has_class(&node, "checkbox") {
            has_class(&node, "checkbox-on")
        } else if dom::attr(&node, "type").is_some_and(|kind| kind == "checkbox") {
            node.has_attr("checked")
        } else {
            continue;
        };
        node.replace_with(&page.tree.new_text(if ticked { "☑ " } else { "☐ " }));
    }
}

/// Paragraphs that Word numbers itself, with the number or the bullet written out before the words.
fn word_lists(page: &Document, items: &[NodeRef<'_>]) {
    // The lists that are open, with their levels.
    let mut open: Vec<(u32, NodeRef<'_>)> = Vec::new();
    let mut before: Option<NodeRef<'_>> = None;
    for item in items {
        let style = dom::attr(item, "style").unwrap_or_default();
        let Some((_, list)) = style.split_once("mso-list:") else { continue };
        let level = list
            .split_once("level")
            .and_then(|(_, level)| level.chars().next()?.to_digit(10))
            .unwrap_or(1);
        let Some(mark) = dom::elements(item, &["span"]).into_iter().find(|span| {
            dom::attr(span, "style").is_some_and(|style| style.contains("mso-list:Ignore"))
        }) else {
            continue;
        };
        let sign = mark.text().trim().to_owned();
        mark.remove_from_parent();
        let numbered = sign.ends_with(['.', ')']) && sign.chars().any(char::is_alphanumeric);
        let name = if numbered { "ol" } else { "ul" };
        if !before.as_ref().is_some_and(|before| follows(before, item)) {
            open.clear();
        }
        while open.last().is_some_and(|(own, _)| *own > level) {
            open.pop();
        }
        let same = |(own, list): &(u32, NodeRef<'_>)| *own == level && dom::name(list) == name;
        if open.last().is_some_and(|(own, _)| *own == level) && !open.last().is_some_and(same) {
            open.pop();
        }
        if !open.last().is_some_and(same) {
            let list = page.tree.new_element(name);
            let start = sign.trim_end_matches(['.', ')']).parse::<u32>().ok();
            if let Some(start) = start.filter(|start| numbered && *start > 1) {
                list.set_attr("start", &start.to_string());
            }
            match open.last().and_then(|(_, outer)| outer.last_child()) {
                Some(last) => last.append_child(&list),
                None => item.insert_before(&list),
            }
            open.push((level, list));
        }
        before = open.first().map(|(_, list)| *list);
        item.rename("li");
        item.remove_attr("style");
        if let Some((_, list)) = open.last() {
            list.append_child(item);
        }
    }
}

/// Whether nothing but white space stands between two nodes.
fn follows(before: &NodeRef<'_>, node: &NodeRef<'_>) -> bool {
    let mut next = before.next_sibling();
    while let Some(own) =
        next.filter(|own| own.is_comment() || (own.is_text() && own.text().trim().is_empty()))
    {
        next = own.next_sibling();
    }
    next.is_some_and(|next| next.id == node.id)
}

/// A list that goes on in the next one, as in exports that make a list for each item, is one; one of a deeper level
/// belongs to the last item of the one before.
fn join_lists(lists: &[NodeRef<'_>]) {
    let mut before: Option<NodeRef<'_>> = None;
    for list in lists {
        let into =
            before.filter(|before| follows(before, list)).and_then(|before| home(&before, list));
        match into {
            Some(home) if dom::name(&home) == "li" => home.append_child(list),
            Some(home) => {
                let items: Vec<NodeRef<'_>> = list.children_it(false).collect();
                items.iter().for_each(|item| home.append_child(item));
                list.remove_from_parent();
            }
            None => {
                // One inside another is not what the next may follow.
                if list.parent().is_none_or(|parent| dom::name(&parent) != "li") {
                    before = Some(*list);
                }
            }
        }
    }
}

/// Where the items of a list belong that follows another: in that list or one inside it, or as a list in its last item.
fn home<'a>(before: &NodeRef<'a>, list: &NodeRef<'_>) -> Option<NodeRef<'a>> {
    let mut home = *before;
    if let Some((own, level)) = level_of(list) {
        let (first, mut at) = level_of(&home)?;
        if own != first {
            return None;
        }
        while at < level {
            let last = last_item(&home)?;
            let Some(inner) = last.children_it(false).filter(is_list).last() else {
                return Some(last);
            };
            at = level_of(&inner)?.1;
            home = inner;
        }
        return (at == level).then_some(home);
    }
    if dom::name(before) != dom::name(list) {
        return None;
    }
    if dom::name(list) == "ol" {
        let start = |list: &NodeRef<'_>| {
            dom::attr(list, "start").and_then(|start| start.parse::<usize>().ok()).unwrap_or(1)
        };
        let items = before.children_it(false).filter(|item| dom::name(item) == "li").count();
        return (start(list) == start(before) + items && items > 0).then_some(home);
    }
    let class = list.class().unwrap_or_default();
    (!class.is_empty() && before.class().unwrap_or_default() == class).then_some(home)
}

/// The list and the level that Google's documents write into a class: `lst-kix_name-level`.
fn level_of(list: &NodeRef<'_>) -> Option<(String, u32)> {
    let class = list.class()?;
    let name = class.split_ascii_whitespace().find(|name| name.starts_with("lst-kix_"))?;
    let (name, level) = name.rsplit_once('-')?;
    Some((name.to_owned(), level.parse().ok()?))
}

fn is_list(node: &NodeRef<'_>) -> bool {
    matches!(&*dom::name(node), "ul" | "ol")
}

fn last_item<'a>(list: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    list.children_it(false).filter(|item| dom::name(item) == "li").last()
}
