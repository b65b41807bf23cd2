using System.Text.Json.Serialization;

namespace ClickFunnels.Cli.Accounts.Profiles;

/// <summary>Reads and writes the files and records of accounts without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    IgnoreReadOnlyProperties = true,
    RespectNullableAnnotations = true,
    UseStringEnumConverter = true,
    WriteIndented = true
)]
[JsonSerializable(typeof(ProfileDocument))]
[JsonSerializable(typeof(Credential))]
[JsonSerializable(typeof(Dictionary<string, Credential>))]
[JsonSerializable(typeof(ProfileView))]
[JsonSerializable(typeof(Doctor.DoctorCheck))]
internal sealed partial class AccountJson : JsonSerializerContext;
