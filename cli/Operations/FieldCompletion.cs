using ClickFunnels.Cli.Catalog;

namespace ClickFunnels.Cli.Operations;

/// <summary>Completes arguments such as <c>status=published</c>: first the field, then the value.</summary>
internal static class FieldCompletion
{
    public static IEnumerable<string> Of(CatalogField parent, OperationContext context, string word)
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        var path = equals < 0 ? word : word[..equals];
        var dot = path.LastIndexOf('.');
        var prefix = dot < 0 ? "" : path[..(dot + 1)];
        var owner = context.ObjectOf(parent);
        foreach (var name in prefix.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            owner = owner?.Fields.FirstOrDefault(field => field.Name == name) is { } field ? context.ObjectOf(field) : null;
        }

        if (owner is null)
        {
            return [];
        }

        if (equals < 0)
        {
            return owner.Fields.Select(field => prefix + field.Name + Separator(field));
        }

        var chosen = owner.Fields.FirstOrDefault(field => prefix + field.Name == path.TrimEnd(']', '['));
        var values = chosen?.Items?.Values.Count > 0 ? chosen.Items.Values : chosen?.Values ?? [];
        return chosen?.Kinds is [FieldKind.Boolean] ? [$"{path}=true", $"{path}=false"] : values.Select(value => $"{path}={value}");
    }

    private static string Separator(CatalogField field) =>
        field.Joined ? "="
        : field.Kinds.Contains(FieldKind.Array) ? "[]="
        : field.Kinds.Contains(FieldKind.Object) ? "."
        : "=";
}
