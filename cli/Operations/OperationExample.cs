using System.Text;
using System.Text.Json;
using ClickFunnels.Cli.Catalog;

namespace ClickFunnels.Cli.Operations;

/// <summary>Makes the example of an operation, with the values that the contract has as examples.</summary>
internal static class OperationExample
{
    private const int MaximumDepth = 4;

    public static string Of(CatalogOperation operation, OperationContext context, string group)
    {
        var example = new StringBuilder($"{group} {operation.Name}");
        foreach (var id in operation.Ids)
        {
            example.Append(' ').Append(Quote(Text(id) ?? "42"));
        }

        foreach (var parameter in operation.Query.Where(parameter => parameter.Required))
        {
            example.Append($" --{CommandNames.Of(parameter.Name)} {Quote(Text(parameter) ?? "1")}");
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
        var alternative = record.Alternatives.Count > 0 ? record.Alternatives[0] : [];
        var required = record.Fields.Where(field => field.Required || alternative.Contains(field.Name)).ToList();
        return required.Count > 0 || !isNeeded
            ? required
            : First(record.Fields, field => !field.Secret && !field.File && Text(field) is not null && !IsContainer(field));
    }

    private static IEnumerable<CatalogField> First(IReadOnlyList<CatalogField> fields, Func<CatalogField, bool> isGood) =>
        fields.Count == 0 ? [] : [fields.FirstOrDefault(isGood) ?? fields[0]];

    private static void Append(StringBuilder example, CatalogField field, OperationContext context)
    {
        if (field.File)
        {
            example.Append($" --set-file {field.Name}=photo.png");
            return;
        }

        foreach (var set in Sets(field.Name, field, context, 0))
        {
            example.Append(" --set ").Append(Quote(set));
        }
    }

    private static IEnumerable<string> Sets(string path, CatalogField field, OperationContext context, int depth)
    {
        if (Text(field) is { } text)
        {
            return [IsContainer(field) ? $"{path}:={text}" : $"{path}={text}"];
        }

        if (field.Items is { } items)
        {
            return items.Object is null ? [$"{path}[]={Text(items) ?? "1"}"] : Sets(path + "[0]", items, context, depth + 1);
        }

        if (depth == MaximumDepth || context.ObjectOf(field) is not { Fields.Count: > 0 } inner)
        {
            return [field.Object is null ? $"{path}=1" : path + ":={}"];
        }

        var required = inner.Fields.Where(part => part.Required).ToList();
        return (required.Count > 0 ? required : First(inner.Fields, _ => true)).SelectMany(part =>
            Sets($"{path}.{part.Name}", part, context, depth + 1)
        );
    }

    private static bool IsContainer(CatalogField field) => field.Example is ['{' or '[', ..];

    private static string? Text(CatalogField field)
    {
        if (field.Example is not { } json)
        {
            return field.Values.Count > 0 ? field.Values[0] : null;
        }

        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.String ? document.RootElement.GetString() : json;
    }

    /// <summary>Quotes an argument for a shell, if it needs it.</summary>
    internal static string Quote(string text) =>
        text.Length > 0
        && text.All(character => char.IsAsciiLetterOrDigit(character) || "@%+=:,./-_".Contains(character, StringComparison.Ordinal))
            ? text
            : "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
