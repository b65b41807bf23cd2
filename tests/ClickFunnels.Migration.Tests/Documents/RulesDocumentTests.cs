using System.Globalization;
using System.Text;
using System.Text.Json;
using ClickFunnels.Migration.Formats;

namespace ClickFunnels.Migration.Tests.Documents;

/// <summary>docs/migration-rules.md is written from the records of the rules and their documentation, never by hand.</summary>
public sealed class RulesDocumentTests
{
    [Test]
    public void It_is_what_the_rules_yield() => GeneratedPage.Check("migration-rules.md", Write(), nameof(RulesDocumentTests));

    [Test]
    public void Every_rule_of_the_defaults_is_in_it()
    {
        var text = Write();
        using var defaults = JsonDocument.Parse(JsonSerializer.SerializeToUtf8Bytes(new MigrationRules(), RecordJson.Complete));
        var sections = defaults.RootElement.EnumerateObject().Where(static rule => rule.Value.ValueKind == JsonValueKind.Object).ToList();

        Assert.That(sections, Is.Not.Empty);
        Assert.That(
            sections
                .SelectMany(static section => section.Value.EnumerateObject().Select(rule => $"| `{section.Name}.{rule.Name}` |"))
                .Where(row => !text.Contains(row, StringComparison.Ordinal)),
            Is.Empty
        );
    }

    private static string Write()
    {
        var text = new StringBuilder();
        text.Append("# Migration rules\n\n");
        text.Append("Written from the code by a test; do not edit. [migration.md](migration.md#rules) shows how rules are used.\n\n");
        text.Append("| rule | values | default | meaning |\n|---|---|---|---|\n");
        var choices = new StringBuilder();
        using var defaults = JsonDocument.Parse(JsonSerializer.SerializeToUtf8Bytes(new MigrationRules(), RecordJson.Complete));
        WriteRules(text, choices, typeof(MigrationRules), "", defaults.RootElement);
        return text.Append(choices).ToString();
    }

    private static void WriteRules(StringBuilder text, StringBuilder choices, Type type, string prefix, JsonElement defaults)
    {
        foreach (var field in RecordShape.Of(type).Fields)
        {
            var property = type.GetProperty(field.Property)!;
            var value = defaults.GetProperty(field.Name);
            var name = prefix + field.Name;
            if (field.Value.Kind == ValueKind.Record)
            {
                WriteRules(text, choices, property.PropertyType, name + ".", value);
                continue;
            }

            text.Append(
                CultureInfo.InvariantCulture,
                $"| `{name}` | {Values(field)} | {Default(value)} | {XmlSummaries.OfProperty(type, property.Name)} |\n"
            );
            if ((Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) is { IsEnum: true } choice)
            {
                choices.Append(CultureInfo.InvariantCulture, $"\n## Values of `{name}`\n\n| value | meaning |\n|---|---|\n");
                foreach (var member in Enum.GetNames(choice))
                {
                    choices.Append(
                        CultureInfo.InvariantCulture,
                        $"| `{XmlSummaries.Snake(member)}` | {XmlSummaries.OfValue(choice, member)} |\n"
                    );
                }
            }
        }
    }

    private static string Values(FieldShape field)
    {
        var value = field.Value.Kind == ValueKind.Map ? field.Value.Item! : field.Value;
        var words = value.Kind switch
        {
            _ when value.Choices.Count > 0 => string.Join(", ", value.Choices.Select(static choice => $"`{choice}`")),
            ValueKind.Flag => "`true`, `false`",
            _ => "text",
        };
        return field.Value.Kind == ValueKind.Map ? $"for each name: {words}" : words;
    }

    private static string Default(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Null => "none",
            JsonValueKind.Object when !value.EnumerateObject().Any() => "empty",
            JsonValueKind.Object => string.Join(", ", value.EnumerateObject().Select(static entry => $"`{entry.Name}: {entry.Value}`")),
            JsonValueKind.String when value.GetString()!.Trim() != value.GetString() => $"`\"{value.GetString()}\"`",
            _ => $"`{value.ToString().ToLowerInvariant()}`",
        };
}
