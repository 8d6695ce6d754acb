use super::*;
use proptest::prelude::*;

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
            let mark = if term.phrase { "\"" } else { "" };
            let prefix = if term.prefix { "~" } else { "" };
            format!("{field}{mark}{}{mark}{prefix}", term.text)
        }
        Node::Tag { name, prefix } => format!("#{name}{}", if *prefix { "~" } else { "" }),
        Node::Url(part) => format!("url={part}"),
        Node::Language(tag) => format!("lang={tag}"),
        Node::In(part) => format!("in={part:?}").to_lowercase(),
        Node::Color(color) => format!("color={}", color.as_str()),
        Node::Is(condition) => format!("is={condition:?}").to_lowercase(),
        Node::Has(part) => format!("has={part:?}").to_lowercase(),
        Node::Before(moment) => format!("<{}", moment.to_rfc3339()),
        Node::After(moment) => format!(">={}", moment.to_rfc3339()),
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
    check("memo* palace ", "(memo~ & palace)");
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
    check("site:example.org note:see* quote:x ", "(site:example.org & note:see~ & quote:x)");
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
    check("has:highlights has:notes", "(has=highlights & has=notes)");
    check("lang:pt-BR", "lang=pt-br");
    check("before:2026-03-01", "<2026-03-01T00:00:00Z");
    check("after:2026-03 before:2027", "(>=2026-03-01T00:00:00Z & <2027-01-01T00:00:00Z)");
}

#[test]
fn a_wrong_value_is_searched_as_words_and_reported() {
    check_problems("is:purple x ", "(purple & x)", &["is:purple"]);
    check_problems("color:ultraviolet ", "ultraviolet", &["color:ultraviolet"]);
    check_problems("in:attic has:articles ", "(attic & articles)", &["in:attic", "has:articles"]);
    check_problems("before:yesterday ", "yesterday", &["before:yesterday"]);
    check_problems("after:2026-13 ", "2026-13", &["after:2026-13"]);
    check_problems("tag: x ", "x", &["tag:"]);
}

#[test]
fn every_operator_of_the_table_is_understood() {
    for operator in OPERATORS {
        let query = parse(operator.example);
        assert_eq!(query.problems, [], "{}", operator.example);
        assert!(!query.is_everything(), "{}", operator.example);
        for value in operator.values {
            let text = format!("{}:{value}", operator.field);
            assert_eq!(parse(&text).problems, [], "{text}");
        }
    }
}

#[test]
fn words_to_mark() {
    let query = parse("a -b title:c (\"d e\" OR a) -(f -g) ");
    let words: Vec<_> = query.words().iter().map(|(f, term)| (*f, term.text.as_str())).collect();
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
            "is:unread", "before:", "2026-01", "color:red", "#", "url:", "lang:", "̈",
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
    for (_, term) in query.words() {
        prop_assert!(!term.text.is_empty());
    }
    Ok(())
}
