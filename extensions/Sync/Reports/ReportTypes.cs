using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClickFunnels.Sync;

/// <summary>The JSON of reports and plans, without reflection: names and enumerations in snake case.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    Converters = [typeof(SnakeCaseName<FreshnessEvidence>), typeof(SnakeCaseName<SyncRoute>)]
)]
[JsonSerializable(typeof(SyncReport))]
[JsonSerializable(typeof(SyncPlan))]
internal sealed partial class ReportTypes : JsonSerializerContext;

/// <summary>Writes an enumeration as a name in snake case.</summary>
internal sealed class SnakeCaseName<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
