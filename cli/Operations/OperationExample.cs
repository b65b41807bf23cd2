using System.Text;
using System.Text.Json;
using ClickFunnels.Cli.Catalog;

namespace ClickFunnels.Cli.Operations;

/// <summary>Makes the example of an operation, with the values that the contract has as examples.</summary>
internal static class OperationExample
{
    private const int MaximumFields = 3;

    public static string Of(CatalogOperation operation, OperationContext context, string group)
    {
        var example = new StringBuilder($"{group} {operation.Name}");
        foreach (var id in operation.Ids)
        {
            example.Append(' ').Append(Quote(Text(id) ?? "42"));
        }

        foreach (var parameter in operation.Query.Where(parameter => parameter.Required))
        {
            example.Append($" --{OptionNames.Of(parameter.Name)} {Quote(Text(parameter) ?? "1")}");
        }

        if (operation.Body is { } body && context.ObjectOf(body) is { } record)
        {
            foreach (var field in Chosen(record, operation.BodyRequired))
            {
                Append(example, field, context);
            }
        }

        if (operation.Asks)
        {
            example.Append(" --yes");
        }

        return example.ToString();
    }

    // All required fields; without one, the first that can be shown.
    private static IEnumerable<CatalogField> Chosen(CatalogObject record, bool isNeeded)
    {
        var required = record.Fields.Where(field => field.Required).ToList();
        return required.Count > 0 || !isNeeded
            ? required
            : First(record.Fields, field => !field.Secret && Text(field) is not null && !field.File);
    }

    private static IEnumerable<CatalogField> First(IReadOnlyList<CatalogField> fields, Func<CatalogField, bool> isGood) =>
        fields.Count == 0 ? [] : [fields.FirstOrDefault(isGood) ?? fields[0]];

    private static void Append(StringBuilder example, CatalogField field, OperationContext context)
    {
        if (field.File)
        {
            example.Append($" --set-file {field.Name}=photo.png");
        }
        else if (field.Example is { } json)
        {
            using var document = JsonDocument.Parse(json);
            var isPlain = document.RootElement.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array);
            var text = isPlain ? document.RootElement.ToString() : json;
            example.Append(" --set ").Append(Quote(field.Name + (isPlain ? "=" : ":=") + text));
        }
        else if (context.ObjectOf(field) is { } inner && field.Items is null)
        {
            var parts = new StringBuilder();
            var required = inner.Fields.Where(part => part.Required).Take(MaximumFields).ToList();
            foreach (var part in required.Count > 0 ? required : First(inner.Fields, _ => true))
            {
                parts.Append(" --set ").Append(Quote($"{field.Name}.{part.Name}={Text(part) ?? "1"}"));
            }

            example.Append(parts.Length > 0 ? parts : new StringBuilder($" --set {field.Name}:={{}}"));
        }
        else if (field.Items is { } items)
        {
            example.Append(" --set ").Append(Quote($"{field.Name}[]={Text(items) ?? "1"}"));
        }
        else
        {
            example.Append(" --set ").Append(Quote($"{field.Name}={Text(field) ?? "1"}"));
        }
    }

    private static string? Text(CatalogField field)
    {
        if (field.Example is not { } json)
        {
            return field.Values.Count > 0 ? field.Values[0] : null;
        }

        using var document = JsonDocument.Parse(json);
        return document.RootElement.ToString();
    }

    /// <summary>Quotes an argument for a shell, if it needs it.</summary>
    internal static string Quote(string text) =>
        text.Length > 0
        && text.All(character => char.IsAsciiLetterOrDigit(character) || "@%+=:,./-_".Contains(character, StringComparison.Ordinal))
            ? text
            : "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
