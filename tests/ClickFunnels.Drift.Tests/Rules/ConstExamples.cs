using ClickFunnels.Drift.Diff;

namespace ClickFunnels.Drift.Tests.Rules;

internal sealed class ConstExamples : IRuleExamples
{
    public IEnumerable<RuleExample> Examples =>
        [
            .. IRuleExamples.At(
                SchemaPositions.Everywhere,
                "const-added",
                ("type: string", "type: string\nconst: a"),
                ("type: string\nconst: a", "const: a\ntype: string\ndescription: The one.")
            ),
            .. IRuleExamples.At(
                SchemaPositions.Everywhere,
                "const-removed",
                ("type: string\nconst: a", "type: string"),
                ("type: string", "type: string\nconst: a")
            ),
            .. IRuleExamples.At(
                SchemaPositions.Everywhere,
                "const-changed",
                ("type: string\nconst: a", "type: string\nconst: b"),
                ("type: string\nconst: a", "type: string\nconst: a\ndescription: The one.")
            ),
        ];
}
