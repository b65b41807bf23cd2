using ClickFunnels.Contracts.Model;

namespace ClickFunnels.Contracts.Operations;

/// <summary>Converts the schemas of a document to the form that the engine works with.</summary>
internal sealed class SchemaReader(ApiDocument document)
{
    private readonly Dictionary<string, ContractSchema> _read = [];
    private readonly Dictionary<string, ContractSchema> _components = [];

    /// <summary>Returns a component; several emulators may ask at the same time.</summary>
    public ContractSchema Named(string name) =>
        _components.TryGetValue(name, out var schema) ? schema : throw new InvalidDataException($"The contract has no schema {name}.");

    /// <summary>Converts all components, so that nothing is changed later.</summary>
    public void ReadComponents()
    {
        foreach (var name in document.ComponentSchemas)
        {
            _components[name] = Use(document.Component(name)!).Schema;
        }
    }

    public SchemaUse Use(Schema schema)
    {
        // A component is converted once, from its definition; a place of use may allow null although the definition does not.
        var name = schema.ComponentName;
        var definition = name is null ? schema : document.Component(name) ?? schema;
        if (!_read.TryGetValue(definition.Identity, out var converted))
        {
            converted = new ContractSchema(name ?? "");
            _read.Add(definition.Identity, converted);
            Fill(converted, definition);
        }

        return new SchemaUse(converted, schema.Nullable);
    }

    private void Fill(ContractSchema converted, Schema schema)
    {
        // A union of types, such as an id that is a number or a text, is read by its alternatives.
        if (schema.Types is [var type] && Enum.TryParse<SchemaKind>(type, ignoreCase: true, out var kind))
        {
            converted.Kind = kind;
        }

        converted.Nullable = schema.Nullable;
        converted.Format = schema.Format;
        converted.Minimum = (decimal?)schema.Number("minimum");
        converted.Maximum = (decimal?)schema.Number("maximum");
        converted.Default = (long?)schema.Number("default");
        converted.MaxLength = (int?)schema.Number("maxLength");
        converted.MinItems = (int?)schema.Number("minItems");
        converted.Enum.AddRange((schema.Enum ?? []).Select(value => value!.ToString()));
        converted.Required.UnionWith(schema.Required);
        converted.Alternatives.AddRange((schema.OneOf.Count > 0 ? schema.OneOf : schema.AnyOf).Select(Use));
        foreach (var (name, property) in schema.Properties)
        {
            converted.Properties[name] = Use(property);
        }

        if (schema.Items is { } items)
        {
            converted.Items = Use(items);
        }

        if (schema.AdditionalProperties is { } values)
        {
            converted.Values = Use(values);
        }
        else if (schema.Flag("additionalProperties"))
        {
            converted.Values = new SchemaUse(new ContractSchema(""), true);
        }
    }
}
