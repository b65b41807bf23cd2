using ClickFunnels.Drift.Diff;

namespace ClickFunnels.Drift.Tests.Rules;

internal sealed class ReadWriteOnlyExamples : IRuleExamples
{
    private const string Text = "type: string";

    public IEnumerable<RuleExample> Examples =>
        from half in (string[])["request", "response"]
        from kind in (string[])["optional", "required"]
        from key in (string[])["read", "write"]
        from example in Pairs(half, kind, key)
        select example;

    private static IEnumerable<RuleExample> Pairs(string half, string kind, string key)
    {
        var other = kind == "required" ? "optional" : "required";
        yield return new RuleExample(
            $"{half}-{kind}-property-became-{key}-only",
            Pair(half, kind, Text, Only(key)),
            Pair(half, kind, Only(key), Text)
        );
        yield return new RuleExample(
            $"{half}-{kind}-property-became-{key}-only",
            Pair(half, kind, Text, Only(key)),
            Pair(half, other, Text, Only(key))
        );
        yield return new RuleExample(
            $"{half}-{kind}-property-became-not-{key}-only",
            Pair(half, kind, Only(key), Text),
            Pair(half, kind, Text, Only(key))
        );
        yield return new RuleExample(
            $"{half}-{kind}-property-became-not-{key}-only",
            Pair(half, kind, Only(key), Text),
            Pair(half, other, Only(key), Text)
        );
    }

    private static (string Old, string New) Pair(string half, string kind, string before, string after)
    {
        var body = half == "request" ? SchemaPosition.RequestBody : SchemaPosition.ResponseBody;
        return kind == "required"
            ? (Objects.Required(body, before), Objects.Required(body, after))
            : (Objects.Optional(body, before), Objects.Optional(body, after));
    }

    private static string Only(string key) => $"type: string\n{key}Only: true";
}
