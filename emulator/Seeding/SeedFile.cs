using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Emulator.Seeding;

/// <summary>A record of a seed file, before its fields are checked.</summary>
/// <param name="Name">Its name; null if it has none.</param>
/// <param name="Resource">Its schema in the contract.</param>
/// <param name="Fields">Its fields, with the defaults of the file, and with its number in the place of <c>{n}</c>.</param>
/// <param name="Pointer">Its place in the file.</param>
/// <param name="DefaultsPointer">Place of the defaults of its resource.</param>
/// <param name="IsRepeated">True if texts may have become numbers by <c>{n}</c>.</param>
internal sealed record SeedEntry(string? Name, string Resource, JsonObject Fields, string Pointer, string? DefaultsPointer, bool IsRepeated)
{
    /// <summary>The fields that the defaults of the file set.</summary>
    public HashSet<string> FromDefaults { get; } = [];

    /// <summary>The place of a field.</summary>
    public string PointerTo(string field) => JsonPointer.Append(FromDefaults.Contains(field) ? DefaultsPointer! : Pointer, field);
}

/// <summary>A workspace, website or brand of a seed file.</summary>
/// <param name="Name">Its key among the further ones; null for the first.</param>
/// <param name="Settings">Its settings.</param>
/// <param name="Pointer">Place of the settings.</param>
/// <param name="Entries">Its records.</param>
internal sealed record SeedTenant(string? Name, JsonObject Settings, string Pointer, IReadOnlyList<SeedEntry> Entries);

/// <summary>A seed file whose structure is right.</summary>
/// <param name="Problems">Collects what is found to be wrong later.</param>
/// <param name="Replaces">True if the records that exist are removed.</param>
/// <param name="HasEffects">True if records are created as the API does; otherwise they are stored as they are.</param>
/// <param name="Ids">Names of ids that belong to no record.</param>
/// <param name="Tenants">The first tenant, and further ones.</param>
/// <param name="Lost">Names of records whose resource is unknown, which is reported already.</param>
internal sealed record SeedFile(
    SeedProblems Problems,
    bool Replaces,
    bool HasEffects,
    IReadOnlyList<string> Ids,
    IReadOnlyList<SeedTenant> Tenants,
    IReadOnlySet<string> Lost
);
