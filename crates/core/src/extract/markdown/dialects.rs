//! What programs for notes and for sites add to Markdown: callouts, comments, calls of templates.

/// The text in plain Markdown, if it differs: callouts are quotations with their title in bold, and what a program
/// would not show is gone.
pub(super) fn plain(text: &str) -> Option<String> {
    if !["[!", ":::", "%%", "{%", "{{", "{:"].iter().any(|mark| text.contains(mark)) {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut fence: Option<&str> = None;
    let mut comment = false;
    let mut boxes = 0_usize;
    // A mark that nothing answers hides nothing.
    let mut marks = text.lines().filter(|line| line.trim() == "%%").count() / 2 * 2;
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        let mark = ["```", "~~~"].into_iter().find(|mark| bare.starts_with(mark));
        match (fence, mark) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark))
                if open == mark && bare.trim_matches(['`', '~']).is_empty() =>
            {
                fence = None;
            }
            _ => {}
        }
        if fence.is_some() || mark.is_some() {
            out.push_str(&"> ".repeat(boxes));
            out.push_str(line);
            continue;
        }
        // A comment of its own lines, and one within a line.
        if bare == "%%" && marks > 0 {
            marks -= 1;
            comment = !comment;
            continue;
        }
        if comment || is_call(bare) {
            continue;
        }
        if let Some(name) = bare.strip_prefix(":::") {
            let name = name.trim_start_matches(':').trim();
            if name.is_empty() {
                boxes = boxes.saturating_sub(1);
                out.push('\n');
            } else {
                out.push_str(&"> ".repeat(boxes));
                boxes += 1;
                let (kind, title) = name.split_once(char::is_whitespace).unwrap_or((name, ""));
                out.push_str(&format!(
                    "\n{0}**{1}**\n{0}\n",
                    "> ".repeat(boxes),
                    titled(kind, title)
                ));
            }
            continue;
        }
        let line = without_comments(line);
        out.push_str(&"> ".repeat(boxes));
        match callout(&line) {
            Some((quote, title)) => {
                out.push_str(&format!("{quote}**{title}**\n{}\n", quote.trim_end()))
            }
            None => out.push_str(&line),
        }
    }
    Some(out)
}

/// Whether a line only calls a template or gives the block before it a class.
fn is_call(line: &str) -> bool {
    [("{%", "%}"), ("{{<", ">}}"), ("{{%", "%}}"), ("{:", "}")].iter().any(|(open, close)| {
        line.len() >= open.len() + close.len()
            && line.starts_with(open)
            && line.ends_with(close)
            && line.matches(open).count() == 1
    })
}

/// A line without `%% what only its writer sees %%`.
fn without_comments(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("%%") {
        let Some((_, end)) = after.split_once("%%") else { break };
        out.push_str(before.trim_end_matches(' '));
        rest = end;
    }
    out.push_str(rest);
    out
}

/// The marks of a quotation and the title of a callout that begins on this line: `> [!note] Title`.
fn callout(line: &str) -> Option<(&str, String)> {
    let at = line.find("[!")?;
    let (quote, rest) = line.split_at(at);
    if !quote.contains('>') || !quote.chars().all(|c| matches!(c, '>' | ' ' | '\t')) {
        return None;
    }
    let (kind, title) = rest.strip_prefix("[!")?.split_once(']')?;
    let kind = kind.split('|').next().unwrap_or(kind);
    let known = !kind.is_empty() && kind.chars().all(|c| c.is_alphanumeric() || c == '-');
    known.then(|| (quote, titled(kind, title.trim_start_matches(['+', '-']))))
}

/// The title of a callout: its own, or what kind it is.
fn titled(kind: &str, title: &str) -> String {
    let title = title.trim().trim_matches(['[', ']']);
    if !title.is_empty() {
        return title.replace("**", "");
    }
    let mut letters = kind.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters.flat_map(char::to_lowercase)).collect()
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn code_is_left_as_it_is() {
        let text = "```\n%% x %%\n> [!NOTE]\n{% y %}\n```\n";
        assert_eq!(plain(text).as_deref(), Some(text));
        assert_eq!(plain("Just {text}."), None);
    }

    #[test]
    fn callouts_have_a_title() {
        assert_eq!(plain("> [!NOTE]\n> Careful.\n").unwrap(), "> **Note**\n>\n> Careful.\n");
        assert_eq!(plain("> > [!tip]- Oil\n").unwrap(), "> > **Oil**\n> >\n");
        assert_eq!(
            plain(":::warning Sharp\nHot.\n:::\nEnd.\n").unwrap(),
            "\n> **Sharp**\n> \n> Hot.\n\nEnd.\n"
        );
    }

    #[test]
    fn what_is_not_shown_is_gone() {
        assert_eq!(
            plain("A %%b%% c\n%%\nd\n%%\n{% include x %}\n{: .y}\ne 5%% of 6%").unwrap(),
            "A c\ne 5%% of 6%"
        );
        assert_eq!(plain("A\n%%\nb\n").unwrap(), "A\n%%\nb\n");
    }
}
