using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>The settings of a workspace. They are in its record, where responses do not show them, so that snapshots keep them.</summary>
internal sealed class StoredSettings
{
    private const string Key = "emulator_settings";
    private static readonly JsonObject Defaults = ToJson(new WorkspaceSettings());
    private readonly JsonObject _stored;

    // Snapshots of older versions have none.
    private StoredSettings(Record? workspace) => _stored = workspace?.Fields[Key] as JsonObject ?? Defaults;

    /// <summary>Currency as responses show it: in lower case.</summary>
    public string Currency => _stored.Text("currency")!;

    public bool ClosedBeta => _stored.Flag("closed_beta");

    public long StatisticsLimit => _stored.Number("statistics_limit")!.Value;

    public bool ConfirmsScheduleChanges => _stored.Flag("confirms_schedule_changes");

    public long ReadsUntilScheduleChanges => _stored.Number("reads_until_schedule_changes")!.Value;

    public bool IgnoresMisspelledFilters => _stored.Flag("ignores_misspelled_filters");

    public static StoredSettings Of(Call call) => Of(call.Store, call.WorkspaceId);

    public static StoredSettings Of(RecordStore store, long? workspaceId) =>
        new(workspaceId is { } id ? store.Find("Workspace", id) : null);

    /// <summary>True if external purchase endpoints can be created for a provider.</summary>
    public bool IsEnabled(string provider) => _stored.Items("external_purchase_providers").Any(one => one?.ToString() == provider);

    /// <summary>Adds settings to the fields of a workspace.</summary>
    public static void Write(JsonObject workspace, WorkspaceSettings settings) => workspace[Key] = ToJson(settings);

    /// <summary>Reads the settings of a workspace, with some of them changed.</summary>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public static WorkspaceSettings Read(Record workspace, JsonObject changes)
    {
        var stored = ((JsonObject)new StoredSettings(workspace)._stored.DeepClone()).With(changes);
        var settings = new WorkspaceSettings
        {
            Currency = stored.Text("currency")!.ToUpperInvariant(),
            ClosedBeta = stored.Flag("closed_beta"),
            StatisticsLimit = Whole("statistics_limit"),
            ConfirmsScheduleChanges = stored.Flag("confirms_schedule_changes"),
            ReadsUntilScheduleChanges = Whole("reads_until_schedule_changes"),
            IgnoresMisspelledFilters = stored.Flag("ignores_misspelled_filters"),
        };
        settings.ExternalPurchaseProviders.Clear();
        foreach (var provider in stored.Items("external_purchase_providers"))
        {
            settings.ExternalPurchaseProviders.Add(provider!.ToString());
        }

        settings.Validate();
        return settings;

        int Whole(string name) => (int)Math.Clamp(stored.Number(name)!.Value, int.MinValue, int.MaxValue);
    }

    /// <summary>Returns the settings of a workspace that differ from the defaults.</summary>
    public static JsonObject Changed(Record workspace)
    {
        var changed = new JsonObject();
        foreach (var (name, value) in new StoredSettings(workspace)._stored)
        {
            if (!JsonNode.DeepEquals(value, Defaults[name]))
            {
                changed[name] = value?.DeepClone();
            }
        }

        return changed;
    }

    private static JsonObject ToJson(WorkspaceSettings settings) =>
        new()
        {
            ["currency"] = settings.Currency.ToLowerInvariant(),
            ["closed_beta"] = settings.ClosedBeta,
            ["statistics_limit"] = (long)settings.StatisticsLimit,
            ["confirms_schedule_changes"] = settings.ConfirmsScheduleChanges,
            ["reads_until_schedule_changes"] = (long)settings.ReadsUntilScheduleChanges,
            ["ignores_misspelled_filters"] = settings.IgnoresMisspelledFilters,
            ["external_purchase_providers"] = new JsonArray([.. settings.ExternalPurchaseProviders.Select(one => (JsonNode)one)]),
        };
}
