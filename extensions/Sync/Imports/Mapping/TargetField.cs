using ClickFunnels.Contracts.Operations;

namespace ClickFunnels.Sync.Imports;

/// <summary>The place of a value in a request.</summary>
internal enum FieldRole
{
    /// <summary>A field of the record, or of a nested record.</summary>
    Value,

    /// <summary>An entry of a map, such as a custom attribute.</summary>
    Entry,

    /// <summary>The id of a parent record, in the path.</summary>
    Parent,

    /// <summary>Names of tags.</summary>
    Tags,

    /// <summary>A full name, which becomes first and last name.</summary>
    FullName,
}

/// <summary>A field that a column can be mapped to.</summary>
/// <param name="Path">Name, with dots between the parts.</param>
/// <param name="Role">The place of the value.</param>
/// <param name="Use">The schema of the value; null for a role without one.</param>
/// <param name="IsRequired">True if the contract requires a value.</param>
internal sealed record TargetField(string Path, FieldRole Role, SchemaUse? Use, bool IsRequired)
{
    public const string TagsPath = "tags";
    public const string FullNamePath = "full_name";
    public const string FirstNamePath = "first_name";
    public const string LastNamePath = "last_name";
    public const string AttributesPath = "custom_attributes";
    private const string AnyEntry = ".*";

    /// <summary>Names of the nested objects and of the property.</summary>
    public string[] Segments { get; } = Path.Split('.', 2);

    /// <summary>All fields of a target, by path. An entry that can have any name ends with a star.</summary>
    public static Dictionary<string, TargetField> Of(ImportTarget target)
    {
        var fields = new Dictionary<string, TargetField>(StringComparer.Ordinal);
        foreach (var parent in target.Parents)
        {
            fields.Add(parent, new TargetField(parent, FieldRole.Parent, null, IsRequired: true));
        }

        if (target.Create.Request is { } request)
        {
            foreach (var (name, use) in request.Properties)
            {
                Add(fields, name, use, request.Required.Contains(name) || target.Key.Contains(name));
            }
        }

        if (target.IsUpsert)
        {
            fields.TryAdd(TagsPath, new TargetField(TagsPath, FieldRole.Tags, null, IsRequired: false));
            fields.TryAdd(FullNamePath, new TargetField(FullNamePath, FieldRole.FullName, null, IsRequired: false));
        }

        return fields;
    }

    /// <summary>Finds the field of a path; null if the target has none.</summary>
    public static TargetField? Find(ImportTarget target, string path)
    {
        if (target.FieldsByPath.TryGetValue(path, out var field))
        {
            return field;
        }

        var dot = path.IndexOf('.', StringComparison.Ordinal);
        return
            dot > 0
            && dot < path.Length - 1
            && target.FieldsByPath.TryGetValue(path[..dot] + AnyEntry, out var entry)
            && entry.Role == FieldRole.Entry
            ? new TargetField(path, FieldRole.Entry, entry.Use, IsRequired: false)
            : null;
    }

    private static void Add(Dictionary<string, TargetField> fields, string name, SchemaUse use, bool isRequired)
    {
        if (use.Schema.IsMap)
        {
            fields.TryAdd(name + AnyEntry, new TargetField(name + AnyEntry, FieldRole.Entry, use.Schema.Values, IsRequired: false));
            return;
        }

        if (use.Schema is { Kind: SchemaKind.Object, Properties.Count: > 0 })
        {
            foreach (var (inner, innerUse) in use.Schema.Properties)
            {
                if (innerUse.Schema.Kind is not SchemaKind.Object)
                {
                    var path = $"{name}.{inner}";
                    fields.TryAdd(path, new TargetField(path, FieldRole.Value, innerUse, IsRequired: false));
                }
            }

            return;
        }

        fields.TryAdd(name, new TargetField(name, FieldRole.Value, use, isRequired));
    }
}
