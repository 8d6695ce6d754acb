//! `rule`.

use crate::{arguments, print::Printer};
use commonplace_api::{Api, Passage, wire::WireError};
use commonplace_core::{extract::Rule, model::SiteRule};
use serde_json::json;

pub(crate) async fn rule(
    api: &Api,
    act: arguments::Rule,
    printer: &Printer,
) -> Result<bool, WireError> {
    match act {
        arguments::Rule::Add { site, mark, drop } => {
            let rule = Rule { host: site, keep: !drop, mark };
            print(&api.put_rule(None, rule, String::new()).await?, printer)?;
        }
        arguments::Rule::LeaveOut { id, quote, prefix, suffix } => {
            let passage = Passage::Quote { quote, prefix, suffix };
            let task = api.task(Some("rule".into()));
            match api.leave_out(super::id(&id, "article")?, None, passage, task).await? {
                Some(done) => super::save::print_captured(&done, printer)?,
                None => printer.remark("The article comes out as it is.")?,
            }
        }
        arguments::Rule::List => {
            for rule in api.rules().await? {
                print(&rule, printer)?;
            }
        }
        arguments::Rule::Remove { id } => api.remove_rule(super::id(&id, "rule")?).await?,
    }
    Ok(true)
}

fn print(
    SiteRule { id, rule, example, .. }: &SiteRule,
    printer: &Printer,
) -> Result<(), WireError> {
    printer.item(
        || {
            json!({
                "id": id.to_string(),
                "host": rule.host,
                "keep": rule.keep,
                "mark": rule.mark,
                "example": example,
            })
        },
        || {
            let what = if rule.keep { "keep" } else { "leave out" };
            format!("{id}  {}  {what}  {}", rule.host, rule.mark)
        },
    )
}
