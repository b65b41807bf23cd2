using System.Text.Json.Serialization;

namespace ClickFunnels.Benchmarks.HandWritten;

/// <summary>Source-generated serialization, without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(List<Contact>))]
[JsonSerializable(typeof(ContactCreateEnvelope))]
public sealed partial class ContactsJson : JsonSerializerContext;
