using System.Text.Json;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks the serialization of lists and objects in a parameter.</summary>
internal sealed class ParameterStyleCheck : IOperationCheck
{
    private static readonly Rule Style = new(
        "request-parameter-style-changed",
        Severity.Breaking,
        RuleGroup.Parameters,
        "The style of a parameter changed, for example from filter[name]=a (deepObject) to name,a (form): deployed clients use the old one."
    );
    private static readonly Rule Explode = new(
        "request-parameter-explode-changed",
        Severity.Breaking,
        RuleGroup.Parameters,
        "The values of a parameter are repeated instead of joined, or the reverse: deployed clients use the old form."
    );
    private static readonly Rule Brackets = new(
        "request-parameter-array-format-changed",
        Severity.Breaking,
        RuleGroup.Parameters,
        "The name of a list parameter gained or lost its brackets (expand[] and expand): deployed clients send the old name."
    );
    private static readonly Rule Reserved = new(
        "request-parameter-allow-reserved-changed",
        Severity.Warning,
        RuleGroup.Parameters,
        "The escaping of reserved characters in a parameter changed."
    );

    public IEnumerable<Rule> Rules => [Style, Explode, Brackets, Reserved];

    public void Check(OperationPair operations, DiffFindings findings)
    {
        var method = findings.Names.Method(operations.New);
        foreach (var (before, after) in operations.Parameters.Bracketed)
        {
            findings.Add(
                Brackets,
                after.Pointer,
                $"{method} sends the list {after.Name} under this name instead of {before.Name}, which deployed clients send.",
                before.Name,
                after.Name
            );
        }

        foreach (var (before, after) in operations.Parameters.Same)
        {
            var subject = $"{method} writes the {after.In} parameter {after.Name}";
            if (StyleOf(before) != StyleOf(after))
            {
                findings.Add(
                    Style,
                    after.Pointer,
                    $"{subject} in the style {StyleOf(after)} instead of {StyleOf(before)}.",
                    StyleOf(before),
                    StyleOf(after)
                );
            }
            else if (IsCompound(before) && IsCompound(after) && Explodes(before) != Explodes(after))
            {
                findings.Add(
                    Explode,
                    after.Pointer,
                    $"{subject} with {Joined(after)} instead of {Joined(before)} values.",
                    Joined(before),
                    Joined(after)
                );
            }

            if (Escapes(before) != Escapes(after))
            {
                findings.Add(
                    Reserved,
                    after.Pointer,
                    $"{subject} with reserved characters {Escapes(after)} instead of {Escapes(before)}.",
                    Escapes(before),
                    Escapes(after)
                );
            }
        }
    }

    // The defaults are those of OpenAPI.
    private static string StyleOf(ApiParameter parameter) =>
        parameter.Node["content"] is JsonObject content ? content.FirstOrDefault().Key ?? "content"
        : parameter.Style.Length > 0 ? parameter.Style
        : parameter.In is "query" or "cookie" ? "form"
        : "simple";

    private static bool Explodes(ApiParameter parameter) => Flag(parameter, "explode") ?? StyleOf(parameter) is "form" or "deepObject";

    private static bool IsCompound(ApiParameter parameter) =>
        StyleOf(parameter) != "deepObject" && parameter.Schema.Types.Any(type => type is "array" or "object");

    private static string Joined(ApiParameter parameter) => Explodes(parameter) ? "repeated" : "joined";

    private static string Escapes(ApiParameter parameter) => Flag(parameter, "allowReserved") ?? false ? "as they are" : "escaped";

    private static bool? Flag(ApiParameter parameter, string key) =>
        parameter.Node[key]?.GetValueKind() switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => null,
        };
}
