namespace ClickFunnels.Contracts.Operations;

/// <summary>The JSON type that a schema describes.</summary>
internal enum SchemaKind
{
    Any,
    Object,
    Array,
    String,
    Integer,
    Number,
    Boolean,
}

/// <summary>A schema at the place where it is used: there it may be nullable although its definition is not.</summary>
internal sealed record SchemaUse(ContractSchema Schema, bool NullableHere)
{
    public bool Nullable => NullableHere || Schema.Nullable;
}

/// <summary>One schema of the contract. Filled after its creation, so that schemas may refer to each other.</summary>
internal sealed class ContractSchema(string name)
{
    /// <summary>Name under the contract's components; empty when inline.</summary>
    public string Name { get; } = name;

    public SchemaKind Kind { get; set; }

    public bool Nullable { get; set; }

    public string? Format { get; set; }

    public OrderedDictionary<string, SchemaUse> Properties { get; } = [];

    public HashSet<string> Required { get; } = [];

    public SchemaUse? Items { get; set; }

    /// <summary>Schema of the values when the object is a map.</summary>
    public SchemaUse? Values { get; set; }

    /// <summary>The known values; empty when any will do.</summary>
    public List<string> Enum { get; } = [];

    /// <summary>The schemas of which a value matches one.</summary>
    public List<SchemaUse> Alternatives { get; } = [];

    public int? MaxLength { get; set; }

    /// <summary>Least value of a number.</summary>
    public decimal? Minimum { get; set; }

    /// <summary>Greatest value of a number.</summary>
    public decimal? Maximum { get; set; }

    /// <summary>The value of a parameter that is not sent, if it is a whole number.</summary>
    public long? Default { get; set; }

    public int? MinItems { get; set; }

    public bool IsMap => Kind == SchemaKind.Object && Properties.Count == 0 && Values is not null;

    public bool IsDecimal => Kind == SchemaKind.String && Format == "decimal";

    public bool IsTime => Kind == SchemaKind.String && Format == "date-time";
}
