using System.Text;
using ClickFunnels.Cli.Catalog;

namespace ClickFunnels.Cli.Operations;

/// <summary>The part of a command's help that is about the request: the route, and the fields of its record.</summary>
internal static class OperationHelp
{
    private const int MaximumDescription = 100;
    private const int MaximumValues = 12;

    public static string Of(CatalogOperation operation, OperationContext context)
    {
        var text = new StringBuilder();
        text.Append("Request:\n  ")
            .Append(operation.Method)
            .Append(" /")
            .Append(operation.Route)
            .Append(" (")
            .Append(operation.Id)
            .Append(")\n");
        if (operation.Beta)
        {
            text.Append("  A closed beta of the service.\n");
        }

        if (operation.Body is { } body && context.ObjectOf(body) is { Fields.Count: > 0 } record)
        {
            text.Append("\nFields for --set:\n");
            Append(text, record);
        }

        foreach (var parameter in operation.Query)
        {
            if (parameter.Kinds.Contains(FieldKind.Object) && context.ObjectOf(parameter) is { Fields.Count: > 0 } attributes)
            {
                text.Append("\nFields for --").Append(CommandNames.Of(parameter.Name)).Append(":\n");
                Append(text, attributes);
            }
        }

        return text.ToString().TrimEnd('\n');
    }

    private static void Append(StringBuilder text, CatalogObject record)
    {
        var width = Math.Min(32, record.Fields.Max(field => field.Name.Length));
        foreach (var field in record.Fields)
        {
            text.Append("  ").Append(field.Name.PadRight(width)).Append("  ").Append(field.Type);
            text.Append(field.Nullable ? " or null" : "").Append(field.Required ? ", required" : "").Append('.');
            var values = field.Items?.Values.Count > 0 ? field.Items.Values : field.Values;
            if (values.Count > 0)
            {
                text.Append(" One of ").AppendJoin(", ", values.Take(MaximumValues)).Append(values.Count > MaximumValues ? ", …" : ".");
            }

            if (field.Description is { } description)
            {
                text.Append(' ').Append(Shorten(description));
            }

            text.Append('\n');
        }
    }

    private static string Shorten(string description)
    {
        var line = description.ReplaceLineEndings(" ").Replace("`", "", StringComparison.Ordinal);
        var end = line.IndexOf(". ", StringComparison.Ordinal);
        line = end > 0 ? line[..(end + 1)] : line;
        return line.Length <= MaximumDescription ? line : line[..MaximumDescription].TrimEnd() + "…";
    }
}
