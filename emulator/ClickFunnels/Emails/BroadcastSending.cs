using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Sending in batches, and the test of two subjects.</summary>
internal static class BroadcastSending
{
    private const string Source = "vendor skill, emails, 2026-10";
    private const int LargestUnbatched = 5000;

    // Field of a broadcast that responses show in its variants only.
    private const string Second = "second_variant";

    private static readonly string[] VariantFields = ["subject", "preheadline"];

    /// <summary>Checks and completes a draft.</summary>
    /// <param name="call">The call.</param>
    /// <param name="whole">The draft as it will be.</param>
    /// <param name="changed">The fields that are stored.</param>
    [Behavior("Smart sending is on unless it is switched off; above 5,000 recipients it is always on", Evidence.Documented, Source)]
    [Behavior("The time of smart sending is from 0.5 to 100, and has a unit: half a pair returns 422", Evidence.Documented, Source)]
    [Behavior(
        "A split test needs exactly one second variant (422), takes part in 1 to 100 percent and waits 0 hours or more",
        Evidence.Documented,
        Source
    )]
    [Behavior("A split test takes part in 100 percent and waits 0 hours by default", Evidence.Documented, Source)]
    [Behavior(
        "variants of an update: absent keeps the second variant, one entry replaces it, none removes it if split_test is false",
        Evidence.Documented,
        Source
    )]
    public static void Apply(Call call, JsonObject whole, JsonObject changed)
    {
        Keep(call, whole, changed);
        if (whole["smart_sending"] is null || (!whole.Flag("smart_sending") && Recipients(call, whole) > LargestUnbatched))
        {
            whole["smart_sending"] = changed["smart_sending"] = true;
        }

        var hasTime = whole["smart_sending_time"] is not null;
        call.Problems.Require(hasTime == whole["smart_sending_unit"] is not null, "Smart sending time and unit must be given together");
        call.Problems.Require(
            !hasTime || Number(whole, "smart_sending_time") is >= 0.5m and <= 100,
            "Smart sending time must be between 0.5 and 100"
        );
        foreach (
            var (name, usual, least, most) in ((string, long, long, long)[])
                [("split_test_percentage", 100, 1, 100), ("split_test_wait_time", 0, 0, int.MaxValue)]
        )
        {
            if (whole[name] is null)
            {
                whole[name] = usual;
                changed[name] = usual;
            }

            call.Problems.Require(
                whole.Number(name) is { } number && number >= least && number <= most,
                $"{RequestBodyReader.Label("", name)} is out of range"
            );
        }

        if (whole["split_test"] is null)
        {
            whole["split_test"] = changed["split_test"] = false;
        }

        call.Problems.Require(!whole.Flag("split_test") || whole[Second] is JsonObject, "A split test needs exactly one second variant");
    }

    /// <summary>The variants as responses show them, the broadcast itself first.</summary>
    [Behavior(
        "The variant that was opened more often wins when the broadcast is complete, the first one if equal",
        Evidence.Assumed,
        "not published"
    )]
    public static JsonArray Variants(Record broadcast)
    {
        var tests = broadcast.Flag("split_test") && broadcast.Fields[Second] is JsonObject;
        var share = tests ? (broadcast.Number("split_test_percentage") ?? 100) / 2m : 100m;
        bool? secondWins = tests && broadcast.Text("status") == "complete" ? false : null;
        var variants = new JsonArray(Variant(broadcast.Fields, share, isMain: true, secondWins is null ? null : !secondWins));
        if (broadcast.Fields[Second] is JsonObject second)
        {
            variants.Add((JsonNode?)Variant(second, tests ? share : 0m, isMain: false, secondWins));
        }

        return variants;
    }

    private static JsonObject Variant(JsonObject fields, decimal share, bool isMain, bool? wins) =>
        new()
        {
            ["subject"] = fields.Text("subject"),
            ["preheadline"] = fields.Text("preheadline"),
            ["send_percentage"] = share,
            ["main"] = isMain,
            ["open_count"] = 0L,
            ["winner"] = wins,
        };

    [Behavior(
        "A variant has a subject and a preheadline and nothing else, so one that was read is refused (422)",
        Evidence.Documented,
        Source + "; the status is assumed"
    )]
    private static void Keep(Call call, JsonObject whole, JsonObject changed)
    {
        changed.Remove("variants");
        whole.Remove("variants");
        if (call.Sent["variants"] is not JsonArray sent)
        {
            return;
        }

        call.Problems.Require(sent.Count <= 1, "A split test needs exactly one second variant");
        if (sent.Count == 0)
        {
            call.Problems.Require(!whole.Flag("split_test"), "A split test needs exactly one second variant");
            changed[Second] = null;
            whole[Second] = null;
            return;
        }

        if (sent[0] is not JsonObject variant || variant.Any(one => !VariantFields.Contains(one.Key)))
        {
            call.Problems.Add("Variants take a subject and a preheadline only");
            return;
        }

        changed[Second] = variant.DeepClone();
        whole[Second] = variant.DeepClone();
    }

    private static int Recipients(Call call, JsonObject whole)
    {
        if (whole["recipients"] is JsonArray { Count: > 0 } named)
        {
            return named.Count;
        }

        var filter = call.InWorkspace("RefineFilter", whole.Number("filter_id"));
        return call.InWorkspace("Contact")
            .Count(contact => contact.Flag("is_active") && (filter is null || SavedFilters.Accepts(filter.Fields, contact, call.Time)));
    }

    private static decimal? Number(JsonObject fields, string name) =>
        fields[name] is JsonValue value
        && decimal.TryParse(
            value.ToString(),
            System.Globalization.NumberStyles.Float,
            System.Globalization.CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;
}
