//! What assistive technology is told of a page: Chromium's accessibility tree.

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::devtools;
use crate::fault::Fault;
use crate::page::Page;

/// A node that is not passed over, as it is read out.
#[derive(Debug)]
pub struct Node {
    /// As ARIA and HTML name it, in lower case: "heading", "banner", "group".
    pub role: String,
    pub name: String,
    pub description: String,
    properties: HashMap<String, Value>,
    /// How deep in the tree it is, ignored nodes counted.
    depth: usize,
}

impl Node {
    /// A number that is told of it, such as the level of a heading.
    pub fn number(&self, property: &str) -> Option<i64> {
        self.properties.get(property)?.as_i64()
    }

    /// A word that is told of it, such as how a live region speaks.
    pub fn word(&self, property: &str) -> Option<&str> {
        self.properties.get(property)?.as_str()
    }

    /// Whether something is told of it.
    pub fn is(&self, property: &str) -> bool {
        self.properties.get(property).and_then(Value::as_bool).unwrap_or(false)
    }
}

/// The nodes in the order in which they are read.
pub struct Tree(pub Vec<Node>);

impl Tree {
    /// The tree of the page as it is.
    pub async fn of(page: &Page<'_>) -> Result<Tree, Fault> {
        devtools::call(&page.client, "Accessibility.enable", json!({})).await?;
        let answer = devtools::call(&page.client, "Accessibility.getFullAXTree", json!({})).await?;
        let nodes = answer["nodes"].as_array().map(Vec::as_slice).unwrap_or_default();
        Ok(Tree(in_order(nodes)))
    }

    /// The nodes of a role.
    pub fn all<'t, 'r>(&'t self, role: &'r str) -> impl Iterator<Item = &'t Node> + use<'t, 'r> {
        self.0.iter().filter(move |node| node.role == role)
    }

    /// The node of a role whose name begins so.
    pub fn find(&self, role: &str, name: &str) -> Result<&Node, Fault> {
        let found = self.all(role).find(|node| node.name.starts_with(name));
        found.ok_or_else(|| {
            let names: Vec<&str> = self.all(role).map(|node| node.name.as_str()).collect();
            Fault::new(format!("no {role} is named \"{name}…\", only {names:?}"))
        })
    }

    /// The node that has the focus.
    pub fn focused(&self) -> Result<&Node, Fault> {
        let found = self.0.iter().find(|node| node.role != "rootwebarea" && node.is("focused"));
        found.ok_or_else(|| Fault::new("nothing has the focus"))
    }

    /// What is inside of a node.
    pub fn within<'t>(&'t self, node: &'t Node) -> impl Iterator<Item = &'t Node> {
        let after = self.0.iter().skip_while(move |other| !std::ptr::eq(*other, node)).skip(1);
        after.take_while(move |other| other.depth > node.depth)
    }
}

/// The nodes as the protocol gives them, in the order of the tree, without those that are ignored.
fn in_order(nodes: &[Value]) -> Vec<Node> {
    let by_id: HashMap<&str, &Value> =
        nodes.iter().filter_map(|node| Some((node["nodeId"].as_str()?, node))).collect();
    let mut found = Vec::new();
    let mut ahead: Vec<(usize, &Value)> =
        nodes.iter().filter(|node| node["parentId"].is_null()).map(|node| (0, node)).collect();
    while let Some((depth, node)) = ahead.pop() {
        if node["ignored"] != true {
            found.push(read(node, depth));
        }
        let children = node["childIds"].as_array().map(Vec::as_slice).unwrap_or_default();
        let children = children.iter().rev().filter_map(|id| by_id.get(id.as_str()?));
        ahead.extend(children.map(|child| (depth + 1, *child)));
    }
    found
}

fn read(node: &Value, depth: usize) -> Node {
    let text = |what: &str| node[what]["value"].as_str().unwrap_or_default().to_owned();
    let properties = node["properties"].as_array().map(Vec::as_slice).unwrap_or_default();
    let property = |it: &Value| Some((it["name"].as_str()?.to_owned(), it["value"]["value"].clone()));
    Node {
        role: text("role").to_lowercase(),
        name: text("name"),
        description: text("description"),
        properties: properties.iter().filter_map(property).collect(),
        depth,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(id: &str, parent: Option<&str>, children: &[&str], ignored: bool) -> Value {
        json!({
            "nodeId": id, "parentId": parent, "childIds": children, "ignored": ignored,
            "role": { "value": "Heading" }, "name": { "value": id },
            "properties": [{ "name": "level", "value": { "value": 2 } }],
        })
    }

    #[test]
    fn nodes_are_read_in_the_order_of_the_tree_and_ignored_ones_are_passed_over() {
        let nodes = [
            node("page", None, &["a", "b"], false),
            node("b", Some("page"), &[], false),
            node("a", Some("page"), &["inner"], true),
            node("inner", Some("a"), &[], false),
        ];
        let tree = Tree(in_order(&nodes));
        let names: Vec<&str> = tree.0.iter().map(|node| node.name.as_str()).collect();
        assert_eq!(names, ["page", "inner", "b"]);
        assert_eq!(tree.0[1].number("level"), Some(2));
        assert_eq!(tree.within(&tree.0[0]).count(), 2);
        assert_eq!(tree.within(&tree.0[1]).count(), 0);
    }
}
