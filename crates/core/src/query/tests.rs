use super::*;
use proptest::prelude::*;

/// Thursday, 2026-03-12, at noon.
const NOW: Millis = Millis(1_773_316_800_000);

fn parse(text: &str) -> Query {
    super::parse(text, NOW)
}

/// A short notation for trees: `&` all, `|` any, `!` not, `~` beginning, quotation marks for a phrase.
fn show(node: &Node) -> String {
    let list = |parts: &[Node], sign: &str| {
        format!("({})", parts.iter().map(show).collect::<Vec<_>>().join(sign))
    };
    match node {
        Node::Everything => "*".into(),
        Node::All(parts) => list(parts, " & "),
        Node::Any(parts) => list(parts, " | "),
        Node::Not(part) => format!("!{}", show(part)),
        Node::Find { field, term } => {
            let field = field.map(|field| format!("{field:?}:").to_lowercase()).unwrap_or_default();
            let text = &term.text;
            match term.form {
                Form::Word => format!("{field}{text}"),
                Form::Typing => format!("{field}{text}~"),
                Form::Beginning => format!("{field}{text}*"),
                Form::Middle => format!("{field}*{text}*"),
                Form::Fuzzy => format!("{field}{text}?"),
                Form::Phrase { slop, prefix } => {
                    let slop = if slop > 0 { format!("/{slop}") } else { String::new() };
                    format!("{field}\"{text}\"{slop}{}", if prefix { "~" } else { "" })
                }
            }
        }
        Node::Tag { name, prefix } => format!("#{name}{}", if *prefix { "~" } else { "" }),
        Node::Url(part) => format!("url={part}"),
        Node::Language(tag) => format!("lang={tag}"),
        Node::In(part) => format!("in={part:?}").to_lowercase(),
        Node::Color(color) => format!("color={}", color.as_str()),
        Node::Is(condition) => format!("is={condition:?}").to_lowercase(),
        Node::Has(part) => format!("has={part:?}").to_lowercase(),
        Node::Near { field, words, distance } => {
            let field = field.map(|field| format!("{field:?}:").to_lowercase()).unwrap_or_default();
            format!("{field}{}", words.join(&format!(" /{distance}/ ")))
        }
        Node::Collection(path) => format!("collection={path}"),
        Node::When { event, from, until } => {
            let day = |moment: &Option<Millis>| {
                moment
                    .map(|moment| moment.to_rfc3339().replace("T00:00:00Z", ""))
                    .unwrap_or_default()
            };
            format!("{}={}..{}", format!("{event:?}").to_lowercase(), day(from), day(until))
        }
        Node::Words { from, to } => format!("words={from}..{to}"),
    }
}

fn check(text: &str, tree: &str) {
    let query = parse(text);
    assert_eq!(show(&query.root), tree, "{text}");
    assert_eq!(query.problems, [], "{text}");
}

/// A query that is understood in part: its tree and the text of each problem.
fn check_problems(text: &str, tree: &str, places: &[&str]) {
    let query = parse(text);
    assert_eq!(show(&query.root), tree, "{text}");
    let found: Vec<&str> = query.problems.iter().map(|p| &text[p.range.clone()]).collect();
    assert_eq!(found, places, "{text}: {:?}", query.problems);
}

#[test]
fn words_and_the_one_still_being_typed() {
    check("", "*");
    check("  \t", "*");
    check("memory", "memory~");
    check("memory ", "memory");
    check("memory pal", "(memory & pal~)");
    check("memo* palace ", "(memo* & palace)");
    check("*morial* memmory~ ~palase *ory ", "(*morial* & memmory? & palase? & *ory*)");
    check("well-known don't C++ ", "(well-known & don't & C++)");
    check("foo - bar & baz ", "(foo & bar & baz)");
    check(
        "f(x) 10:30 https://example.org/a std::fmt ",
        "(f(x) & 10:30 & https://example.org/a & std::fmt)",
    );
    check("naïve 漢字 → ", "(naïve & 漢字 & →)");
}

#[test]
fn phrases() {
    check("\"side effects\"", "\"side effects\"");
    check("“side effects” a ", "(\"side effects\" & a)");
    check("\"side eff\"*", "\"side eff\"~");
    check("\"side effects\"~3 x ", "(\"side effects\"/3 & x)");
    check("a\"b c\"", "(a & \"b c\")");
    check_problems("x \"side eff", "(x & \"side eff\"~)", &["\"side eff"]);
    check_problems("\"", "*", &["\""]);
    check_problems("\"\" a ", "a", &["\"\""]);
}

#[test]
fn or_binds_its_two_neighbours() {
    check("a OR b ", "(a | b)");
    check("a OR b OR c ", "(a | b | c)");
    check("x a OR b y ", "(x & (a | b) & y)");
    check("a AND b ", "(a & b)");
    check("a or b ", "(a & or & b)");
    check("-a OR -b ", "(!a | !b)");
    check_problems("a OR", "a", &["OR"]);
    check_problems("OR a ", "a", &["OR"]);
    check_problems("a OR OR b ", "(a | b)", &["OR"]);
}

#[test]
fn near() {
    check("a NEAR b ", "a /10/ b");
    check("x a NEAR/3 b y ", "(x & a /3/ b & y)");
    check("a NEAR b NEAR/2 c ", "a /10/ b /10/ c");
    check("title:(a NEAR b) OR c ", "(title:a /10/ b | c)");
    check("a near b NEAR/x ", "(a & near & b & NEAR/x)");
    check_problems("NEAR a ", "a", &["NEAR"]);
    check_problems("a NEAR -b ", "(a & !b)", &["NEAR"]);
    check_problems("a NEAR", "a", &["NEAR"]);
}

#[test]
fn times() {
    check("saved:2026-03-01", "saved=2026-03-01..2026-03-02");
    check(
        "saved:2026-03 published:2019",
        "(saved=2026-03-01..2026-04-01 & published=2019-01-01..2020-01-01)",
    );
    check(
        "opened:today saved:yesterday",
        "(opened=2026-03-12..2026-03-13 & saved=2026-03-11..2026-03-12)",
    );
    check("highlighted:last-week", "highlighted=2026-03-02..2026-03-09");
    check(
        "saved:This-Week saved:last-month",
        "(saved=2026-03-09..2026-03-16 & saved=2026-02-01..2026-03-01)",
    );
    check(
        "saved:last-year saved:7d",
        "(saved=2025-01-01..2026-01-01 & saved=2026-03-05..2026-03-13)",
    );
    check("saved:>2025 saved:>=2025", "(saved=2026-01-01.. & saved=2025-01-01..)");
    check("saved:<2025-02 saved:<=2025-02", "(saved=..2025-02-01 & saved=..2025-03-01)");
    check(
        "saved:2025-02..2025-03 saved:..2025",
        "(saved=2025-02-01..2025-04-01 & saved=..2026-01-01)",
    );
    check("after:last-week before:today", "(saved=2026-03-02.. & saved=..2026-03-12)");
    check_problems("saved:.. ", "*", &["saved:.."]);
    check_problems("saved:2026-02-30 ", "2026-02-30", &["saved:2026-02-30"]);
    check_problems("saved:.. ", "*", &["saved:.."]);
}

#[test]
fn lengths() {
    check("words:>2000 words:<100 length:7", "(words=2001..4294967295 & words=0..99 & words=7..7)");
    check("words:1000..2000 words:..5", "(words=1000..2000 & words=0..5)");
    check_problems("words:many ", "many", &["words:many"]);
    check_problems("words:<0 ", "<0", &["words:<0"]);
}

#[test]
fn orders() {
    let query = parse("a sort:saved ");
    assert_eq!(query.order, Some(Order { by: OrderBy::Saved, reverse: false }));
    assert_eq!(show(&query.root), "a");
    let query = parse("sort:-length sort:title a ");
    assert_eq!(
        query.order,
        Some(Order { by: OrderBy::Title, reverse: false }),
        "the last one counts"
    );
    assert_eq!(parse("order:-length").order, Some(Order { by: OrderBy::Words, reverse: true }));
    check_problems("sort:beauty a ", "a", &["sort:beauty"]);
}

#[test]
fn chips_are_what_was_understood() {
    let text = "a -tag:\"two words\" (is:unread) color:ultraviolet title:x sort:saved";
    let query = parse(text);
    let chips: Vec<_> = query
        .chips
        .iter()
        .map(|c| (&text[c.range.clone()], c.field, &*c.value, c.negative))
        .collect();
    assert_eq!(
        chips,
        [
            ("-tag:\"two words\"", "tag", "two words", true),
            ("is:unread", "is", "unread", false),
            ("title:x", "title", "x", false),
            ("sort:saved", "sort", "saved", false),
        ]
    );
}

#[test]
fn completion_follows_the_table() {
    let at_end = |text: &str| complete(text, text.len());
    let Some(Completion::Field { range, fields }) = at_end("a -t") else { panic!() };
    assert_eq!((range, fields), (3..4, vec!["title:".to_owned(), "text:".into(), "tag:".into()]));
    let Some(Completion::Value { range, field, begun, words }) = at_end("(is:un") else { panic!() };
    assert_eq!((range, field, &*begun, words), (4..6, "is", "un", vec!["unread"]));
    let Some(Completion::Value { range, begun, words, .. }) = at_end("x tag:\"two w") else {
        panic!()
    };
    assert_eq!((range, &*begun, words), (6..12, "two w", vec![]));
    assert_eq!(at_end("a "), None);
    assert_eq!(at_end("\"title: x"), None);
    assert_eq!(complete("é", 1), None);
    assert!(matches!(complete("tag:x y", 5), Some(Completion::Value { .. })));
}

#[test]
fn without() {
    check("-a", "!a~");
    check("--a ", "a");
    check("a -\"b c\" -tag:d", "(a & !\"b c\" & !#d)");
    check("-(a b) ", "!(a & b)");
    check("-", "*");
}

#[test]
fn parentheses() {
    check("(a OR b) (c) ()", "((a | b) & c)");
    check("(a (b OR (c d)))", "(a & (b | (c & d)))");
    check("(f(x) y)", "(f(x) & y)");
    check_problems("(a b ", "(a & b)", &["("]);
    check_problems("(f()", "f()~", &["("]);
    check_problems("a ) b ", "(a & b)", &[")"]);
}

#[test]
fn fields_with_words() {
    check("title:memory", "title:memory~");
    check("Title:memory author:\"Frances Yates\" ", "(title:memory & author:\"Frances Yates\")");
    check(
        "site:example.org note:see* quote:x text:y ",
        "(site:example.org & note:see* & quote:x & text:y)",
    );
    check("title:(a OR b) c ", "((title:a | title:b) & c)");
    check_problems("title:", "*", &["title:"]);
    check_problems("titel:memory ", "titel:memory", &["titel:"]);
}

#[test]
fn filters() {
    check("tag:rust", "#rust");
    check("tag:#rust tag:\"two words\" tag:ru*", "(#rust & #two words & #ru~)");
    check("url:/essays/", "url=/essays/");
    check("in:articles in:highlight in:notes", "(in=articles & in=highlights & in=notes)");
    check("color:yellow colour:pink color:grey", "(color=yellow & color=magenta & color=gray)");
    check("is:inbox is:unread", "(is=state(inbox) & is=state(inbox))");
    check(
        "is:reading is:finished is:archived",
        "(is=state(reading) & is=state(finished) & is=state(archived))",
    );
    check("is:favourite is:favorite", "(is=favourite & is=favourite)");
    check("is:highlighted is:orphan", "(is=highlighted & is=orphan)");
    check("is:edited is:ambiguous", "(is=edited & is=ambiguous)");
    check("in:Reading/Maps in:\"notes\"", "(collection=Reading/Maps & collection=notes)");
    check("has:highlights has:notes", "(has=highlights & has=notes)");
    check("has:images has:code", "(has=images & has=code)");
    check("lang:pt-BR", "lang=pt-br");
    check("before:2026-03-01", "saved=..2026-03-01");
    check("after:2026-03 before:2027", "(saved=2026-03-01.. & saved=..2027-01-01)");
}

#[test]
fn a_wrong_value_is_searched_as_words_and_reported() {
    check_problems("is:purple x ", "(purple & x)", &["is:purple"]);
    check_problems("color:ultraviolet ", "ultraviolet", &["color:ultraviolet"]);
    check_problems("has:articles ", "articles", &["has:articles"]);
    check_problems("before:someday ", "someday", &["before:someday"]);
    check_problems("after:2026-13 ", "2026-13", &["after:2026-13"]);
    check_problems("tag: x ", "x", &["tag:"]);
}

#[test]
fn every_operator_of_the_table_is_understood() {
    for operator in OPERATORS {
        let query = parse(operator.example);
        assert_eq!(query.problems, [], "{}", operator.example);
        assert!(!query.is_everything() || query.order.is_some(), "{}", operator.example);
        if operator.field != "sort" {
            assert_eq!(query.chips.len(), usize::from(!operator.field.is_empty()));
        }
        for value in operator.takes.words() {
            let text = format!("{}:{value}", operator.field);
            assert_eq!(parse(&text).problems, [], "{text}");
        }
    }
}

#[test]
fn words_to_mark() {
    let query = parse("a -b title:c (\"d e\" OR a) -(f -g) ");
    let words = query.words();
    let words: Vec<_> = words.iter().map(|(f, term)| (*f, term.text.as_str())).collect();
    assert_eq!(words, [(None, "a"), (Some(TextField::Title), "c"), (None, "d e"), (None, "g")]);
}

#[test]
fn depth_and_length_are_bounded() {
    let deep = format!("{}a{}", "-(".repeat(100_000), ")".repeat(100_000));
    assert!(!parse(&deep).problems.is_empty());
    let open = "title:(".repeat(100_000);
    assert!(!parse(&open).problems.is_empty());
    let long = parse(&"word ".repeat(100_000));
    assert!(matches!(&long.root, Node::All(parts) if parts.len() == MAX_TERMS));
    assert_eq!(long.problems.len(), 1);
}

proptest! {
    #[test]
    fn never_fails_and_points_at_characters(text in any::<String>()) {
        sound(&text)?;
    }

    #[test]
    fn never_fails_on_pieces_of_the_language(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "(", ")", "-", "\"", "“", "OR", "AND", " ", "\u{a0}", "*", ":", "a", "é", "🙂", "tag:", "title:", "is:",
            "is:unread", "before:", "2026-01", "NEAR", "NEAR/3", "~", "~2", "..", ">", "saved:", "last-week", "words:",
            "sort:", "in:", "color:red", "#", "url:", "lang:", "̈",
        ]), 0..40),
    ) {
        sound(&pieces.concat())?;
    }
}

fn sound(text: &str) -> Result<(), TestCaseError> {
    let query = parse(text);
    for problem in &query.problems {
        prop_assert!(text.get(problem.range.clone()).is_some(), "{:?}", problem);
        prop_assert!(problem.range.start < problem.range.end);
    }
    for chip in &query.chips {
        prop_assert!(text.get(chip.range.clone()).is_some(), "{:?}", chip);
    }
    for caret in 0..=text.len() {
        if let Some(Completion::Field { range, .. } | Completion::Value { range, .. }) =
            complete(text, caret)
        {
            prop_assert!(text.get(range).is_some());
        }
    }
    for (_, term) in query.words() {
        prop_assert!(!term.text.is_empty());
    }
    Ok(())
}
