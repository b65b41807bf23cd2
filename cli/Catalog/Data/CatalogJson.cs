using System.Text.Json.Serialization;

namespace ClickFunnels.Cli.Catalog;

/// <summary>Reads and writes the catalog without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UseStringEnumConverter = false
)]
[JsonSerializable(typeof(CatalogIndex))]
[JsonSerializable(typeof(CatalogGroup))]
internal sealed partial class CatalogJson : JsonSerializerContext;
