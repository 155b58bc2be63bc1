//! A file is named after its mechanism: whoever knows the id finds the file.

use super::{Finding, Sentence, SourceTree, of_mechanism};
use crate::source::stem;

const RULE: &str = "file-name";

pub(super) fn check(tree: &SourceTree) -> Vec<Finding> {
    tree.mechanisms
        .iter()
        .filter(|file| stem(&file.document.path) != file.content.id)
        .map(|file| {
            let id = &file.content.id;
            of_mechanism(
                file,
                RULE,
                "id",
                Sentence::NotItsFile { id: id.clone() },
                Sentence::Rename { id: id.clone() },
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::findings;
    use super::RULE;
    use crate::source::example::{MECHANISM, PATH};

    #[test]
    fn a_file_that_is_named_otherwise_is_found() {
        let files = [(PATH, MECHANISM)];
        assert_eq!(findings(RULE, &files), Vec::<String>::new());
        let files = [(PATH, &*MECHANISM.replace("ar-us-cyber", "other"))];
        assert_eq!(findings(RULE, &files), ["id: \"other\" is not the file's name"]);
    }
}
