using System.Text.Json.Serialization;

namespace ClickFunnels.Sync;

/// <summary>The entries of the state that are JSON, without reflection.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TableState))]
[JsonSerializable(typeof(PassState))]
internal sealed partial class StateTypes : JsonSerializerContext;
