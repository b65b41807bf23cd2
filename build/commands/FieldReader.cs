using ClickFunnels.Cli.Catalog;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Operations;

namespace ClickFunnels.CommandCatalog;

/// <summary>Reads fields, and collects the objects that they name.</summary>
internal sealed class FieldReader(SecretFields secrets)
{
    private readonly Dictionary<string, CatalogObject> _objects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, CatalogObject> Objects => _objects;

    public CatalogField Parameter(ApiParameter parameter)
    {
        var field = Field(parameter.Name, parameter.Schema, parameter.Required);
        return field with
        {
            Description = parameter.Node["description"]?.ToString() ?? field.Description,
            Example = parameter.Node["example"]?.ToJsonString() ?? field.Example,
            UnixTime = field.UnixTime || parameter.Node["x-unix-time"] is not null,
        };
    }

    public CatalogField Field(string name, Schema schema, bool required)
    {
        var kinds = Kinds(schema);
        return new CatalogField
        {
            Name = name,
            Kinds = kinds,
            Type = Type(schema, kinds),
            Format = schema.Format,
            Description = schema.Text("description"),
            Example = schema.Keyword("example")?.ToJsonString(),
            Values = [.. (schema.Enum ?? []).Select(value => value!.ToString())],
            Required = required,
            Nullable = schema.Nullable,
            Secret = secrets.Contains(name) && kinds is not [FieldKind.Boolean],
            File = schema.Has("x-file") || schema.Items?.Has("x-file") == true,
            Joined = schema.Has("x-values"),
            UnixTime = schema.Has("x-unix-time"),
            Object = kinds.Contains(FieldKind.Object) ? Object(schema) : null,
            Items = kinds.Contains(FieldKind.Array) && List(schema)?.Items is { } items ? Field("", items, false) : null,
        };
    }

    // A union is read by its members; one with several objects has the fields of the first.
    private static FieldKind[] Kinds(Schema schema)
    {
        var types = schema.Types.Count > 0 ? schema.Types : [.. schema.UnionMembers().SelectMany(member => member.Types).Distinct()];
        return [.. types.Select(type => Enum.Parse<FieldKind>(type, ignoreCase: true))];
    }

    private static Schema? List(Schema schema) => schema.UnionMembers().FirstOrDefault(member => member.Items is not null);

    private string? Object(Schema schema)
    {
        var members = schema.UnionMembers().Where(member => member.Properties.Count > 0 || member.Has("additionalProperties")).ToList();
        if (members.Count == 0)
        {
            return null;
        }

        if (_names.TryGetValue(schema.Identity, out var known))
        {
            return known;
        }

        var name = schema.ComponentName ?? "";
        if (name.Length == 0 || _objects.ContainsKey(name))
        {
            name = $"{name}#{_names.Count}";
        }

        // Named before its fields are read, because they may lead back here.
        _names.Add(schema.Identity, name);
        _objects.Add(name, new CatalogObject());
        var required = members.Count == 1 ? members[0].Required : new HashSet<string>();
        var other = members.Select(member => member.AdditionalProperties).FirstOrDefault(values => values is not null);
        _objects[name] = new CatalogObject
        {
            Fields =
            [
                .. members
                    .SelectMany(member => member.Properties)
                    .DistinctBy(property => property.Key)
                    .Where(property => !property.Value.ReadOnly)
                    .Select(property => Field(property.Key, property.Value, required.Contains(property.Key))),
            ],
            Alternatives =
            [
                .. schema
                    .UnionOf.Where(member => member.Properties.Count == 0 && member.Required.Count > 0)
                    .Select(member => member.Required.ToList()),
            ],
            Other =
                other is not null ? Field("", other, false)
                : members.Exists(member => member.Flag("additionalProperties")) ? new CatalogField()
                : null,
        };
        return name;
    }

    private static string Type(Schema schema, FieldKind[] kinds)
    {
        var names = kinds.Select(kind =>
            kind switch
            {
                FieldKind.Array => List(schema)?.Items is { } items ? "list of " + Type(items, Kinds(items)) : "list",
                FieldKind.String when schema.Format == "decimal" => "decimal",
                FieldKind.String when schema.Format == "date-time" => "time",
                FieldKind.String when schema.Format is "date" => "date",
                FieldKind.String => "text",
                _ => kind.ToString().ToLowerInvariant(),
            }
        );
        return kinds.Length == 0 ? "any" : string.Join(" or ", names);
    }
}
