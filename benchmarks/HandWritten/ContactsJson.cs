using System.Text.Json.Serialization;

namespace ClickFunnels.Benchmarks.HandWritten;

/// <summary>Reads and writes without reflection, by code that the compiler's source generator makes.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(List<Contact>))]
[JsonSerializable(typeof(ContactCreateEnvelope))]
public sealed partial class ContactsJson : JsonSerializerContext;
