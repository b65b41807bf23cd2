using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Naming;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks types with their formats. Lists of types and unions have their own checks.</summary>
internal sealed class TypeCheck : ISchemaCheck
{
    private static readonly SchemaRules Changed = new(
        "type-changed",
        SchemaPositions.Everywhere,
        Severity.Breaking,
        Severity.Breaking,
        "The C# type of {0} changes: code that uses it no longer compiles, and a deployed client sends or reads the wrong "
            + "kind of value.",
        breaks: Breaks.Both
    );
    private static readonly SchemaRules Generalized = new(
        "type-generalized",
        SchemaPositions.Everywhere,
        Severity.Breaking,
        Severity.Breaking,
        "The C# type of {0} becomes wider: code that uses it may no longer compile, and a deployed client may receive values "
            + "that it cannot hold.",
        breaks: Breaks.Both
    );
    private static readonly SchemaRules Specialized = new(
        "type-specialized",
        SchemaPositions.Everywhere,
        Severity.Breaking,
        Severity.Breaking,
        "The C# type of {0} becomes narrower: code that uses it may no longer compile, and values that were accepted are refused.",
        breaks: Breaks.Both
    );
    private static readonly SchemaRules Compatible = new(
        "type-compatible",
        SchemaPositions.Everywhere,
        Severity.Info,
        Severity.Info,
        "The contract specifies the type of {0} differently, but the C# type stays the same."
    );

    public IEnumerable<Rule> Rules => [.. Changed.All, .. Generalized.All, .. Specialized.All, .. Compatible.All];

    public void Check(SchemaPair schemas, DiffFindings findings)
    {
        if (
            schemas.Old.AllowsNothing
            || schemas.New.AllowsNothing
            || FormatCheck.Applies(schemas, findings.Names)
            || RulesFor(schemas, findings.Names) is not { } rules
        )
        {
            return;
        }

        var (was, now) = (CSharpTypes.Of(schemas.Old, findings.Names), CSharpTypes.Of(schemas.New, findings.Names));
        var says =
            rules == Compatible
                ? $"stays {now}, although the contract now gives it {Format(schemas.New)} instead of {Format(schemas.Old)}"
                : $"is {(was == now ? $"another {now}" : $"{now} instead of {was}")} now, so code that uses it may not compile "
                    + "after regeneration";
        findings.AddWhole(rules, schemas, says, schemas.Old.Describe(), schemas.New.Describe());
    }

    private static SchemaRules? RulesFor(SchemaPair schemas, CSharpNames names)
    {
        if (TypeList.Of(schemas.Old) is not { } before || TypeList.Of(schemas.New) is not { } after)
        {
            return null;
        }

        return (before, after) switch
        {
            ([], []) => null,
            ([], _) => Specialized,
            (_, []) => Generalized,
            ([var type], [var same]) when type == same => type switch
            {
                "object" => Objects(schemas.Old, schemas.New, names),
                "array" => Arrays(schemas.Old, schemas.New, names),
                _ => Values(type, schemas.Old, schemas.New, names),
            },
            (["integer"], ["number"]) => Generalized,
            (["number"], ["integer"]) => Specialized,
            _ => TypeList.Chosen(before) != TypeList.Chosen(after) ? Changed : null,
        };
    }

    private static SchemaRules? Values(string type, Schema before, Schema after, CSharpNames names)
    {
        if (type != "boolean" && (before.Enum is not null || after.Enum is not null))
        {
            return after.Enum is null ? Generalized
                : before.Enum is not null && !names.SameClass(before, after) ? Changed
                : null;
        }

        if (before.Format == after.Format)
        {
            return null;
        }

        var (was, now) = (CSharpTypes.Of(before, names), CSharpTypes.Of(after, names));
        if (was == now)
        {
            return Compatible;
        }

        return type == "string" ? Changed
            : Holds(now, was) ? Generalized
            : Holds(was, now) ? Specialized
            : Changed;
    }

    private static string Format(Schema schema) => schema.Format is { } format ? $"the format {format}" : "no format";

    // True if every value of the second C# type can be converted to the first.
    private static bool Holds(string wide, string narrow) =>
        (wide, narrow) switch
        {

            ("long", "int" or "byte")
            or
            ("int", "byte")
            or
            ("ulong", "byte")
            or
            ("double", "float" or "int")
            or ("decimal", "int" or "long") => true,
            _ => false,
        };

    // Changed items are reported for the items themselves, but only if both documents specify them.
    private static SchemaRules? Arrays(Schema before, Schema after, CSharpNames names) =>
        (before.Items, after.Items) switch
        {
            _ when CSharpTypes.Of(before, names) == CSharpTypes.Of(after, names) => null,
            (null, not null) => Specialized,
            (not null, null) => Generalized,
            _ => null,
        };

    private static SchemaRules? Objects(Schema before, Schema after, CSharpNames names)
    {
        var (was, now) = (Kind(before), Kind(after));
        if (was != now)
        {
            return was == ObjectKind.FreeForm ? Specialized
                : now == ObjectKind.FreeForm ? Generalized
                : Changed;
        }

        return was == ObjectKind.Class && !names.SameClass(before, after) ? Changed : null;
    }

    private static ObjectKind Kind(Schema schema) =>
        CSharpTypes.IsClass(schema) ? ObjectKind.Class
        : schema.AdditionalProperties is not null ? ObjectKind.Dictionary
        : ObjectKind.FreeForm;

    private enum ObjectKind
    {
        FreeForm,
        Dictionary,
        Class,
    }
}
